/** A field for a document: metadata, or certificates. It is pasted, dropped on the field, or chosen as a file. */
import { type ComponentProps, type DragEvent, type ReactNode, useState } from 'react'
import { useLanguage } from '../language/language.tsx'
import { type FileFault, textOfFiles } from '../parts/chosen-files.ts'
import { Area } from '../parts/field.tsx'
import { FileButton } from '../parts/file-button.tsx'
import { Note } from '../parts/note.tsx'

interface Props extends Omit<ComponentProps<typeof Area>, 'onChange' | 'onDrop' | 'onDragOver'> {
  readonly kind: 'metadata' | 'certificate'
  readonly value: string
  readonly onText: (text: string) => void
  readonly onFile: (text: string) => void
}

export function DocumentField({ kind, value, onText, onFile, finding, isWrong, ...rest }: Props): ReactNode {
  const { t } = useLanguage()
  const [fault, setFault] = useState<FileFault | null>(null)
  const isSeveral = kind === 'certificate'
  const take = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return
    const read = await textOfFiles(isSeveral ? files : files.slice(0, 1))
    setFault('fault' in read ? read.fault : null)
    // Another certificate may be valid beside those that are there.
    if ('text' in read) onFile(isSeveral ? [value.trim(), read.text].filter(Boolean).join('\n') : read.text)
  }
  const faults = { too_large: t.saml.fileTooLarge, unread: t.saml.fileUnread }
  const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files')
  return (
    <Area
      isCode
      {...rest}
      value={value}
      isWrong={isWrong === true || fault !== null}
      finding={fault === null ? finding : <Note tone="bad" title={faults[fault]} />}
      beside={
        <FileButton
          label={isSeveral ? t.saml.chooseFiles : t.saml.chooseFile}
          about={rest.label}
          accept={isSeveral ? '.pem,.crt,.cer,.der' : '.xml,text/xml,application/xml,application/samlmetadata+xml'}
          isSeveral={isSeveral}
          onFiles={(files) => void take(files)}
        />
      }
      onChange={(event) => {
        setFault(null)
        onText(event.currentTarget.value)
      }}
      onDragOver={(event) => hasFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        void take([...event.dataTransfer.files])
      }}
    />
  )
}
