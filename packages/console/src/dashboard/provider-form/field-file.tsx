/** Fills a field for a document from files: metadata, or certificates beside those that are there. */
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../../language/language.tsx'
import { type FileFault, textOfFiles } from '../../parts/chosen-files.ts'
import { FileButton } from '../../parts/file-button.tsx'
import { Note } from '../../parts/note.tsx'
import type { ProviderField } from '../data/identity-provider.ts'
import classes from './field-file.module.css'

interface Props {
  readonly field: ProviderField
  readonly text: string
  readonly onText: (param: string, text: string) => void
}

export const isDocument = ({ kind }: ProviderField): boolean => kind === 'xml' || kind === 'certificates'

export function FieldFile({ field: { kind, label, param }, text, onText }: Props): ReactNode {
  const { t } = useLanguage()
  const [fault, setFault] = useState<FileFault | null>(null)
  const isSeveral = kind === 'certificates'
  const take = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return
    const read = await textOfFiles(isSeveral ? files : files.slice(0, 1))
    setFault('fault' in read ? read.fault : null)
    if ('text' in read) onText(param, isSeveral ? [text.trim(), read.text].filter(Boolean).join('\n') : read.text)
  }
  const faults = { too_large: t.saml.fileTooLarge, unread: t.saml.fileUnread }
  return (
    <div className={classes.file}>
      <FileButton
        label={isSeveral ? t.saml.chooseFiles : t.saml.chooseFile}
        about={label}
        accept={isSeveral ? '.pem,.crt,.cer,.der' : '.xml,text/xml,application/xml,application/samlmetadata+xml'}
        isSeveral={isSeveral}
        onFiles={(files) => void take(files)}
      />
      {fault !== null && <Note tone="bad" title={faults[fault]} />}
    </div>
  )
}
