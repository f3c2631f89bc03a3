/** A dialog before an act that cannot be undone: what breaks, in numbers, then the name typed. */
import { IconAlertHexagon } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useLanguage } from '../language/language.tsx'
import { Button } from './button.tsx'
import classes from './danger-dialog.module.css'
import dialog from './dialog.module.css'
import { Dialog } from './dialog.tsx'
import { Failed } from './failed.tsx'
import { Field } from './field.tsx'

interface Props {
  readonly title: string
  readonly text: string
  readonly breaks: readonly string[]
  /** The name to type; `null` for an act that needs none. */
  readonly name: string | null
  /** `Delete organization` */
  readonly act: string
  readonly isOpen: boolean
  readonly isBusy: boolean
  readonly error: Error | null
  readonly onAct: () => void
  readonly onClose: () => void
}

export function DangerDialog(props: Props): ReactNode {
  const { title, isOpen, onClose } = props
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <Inside {...props} />
    </Dialog>
  )
}

/** It begins anew each time the dialog opens. */
function Inside({ text, breaks, name, act, isBusy, error, onAct, onClose }: Props): ReactNode {
  const { t } = useLanguage()
  const [typed, setTyped] = useState('')
  const isReady = name === null || typed.trim() === name
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isReady && !isBusy) onAct()
  }
  return (
    <form onSubmit={submit}>
      <p className={dialog.lead}>{text}</p>
      {breaks.length > 0 && (
        <ul className={classes.breaks}>
          {breaks.map((one) => (
            <li key={one}>
              <IconAlertHexagon className="icon" aria-hidden="true" />
              {one}
            </li>
          ))}
        </ul>
      )}
      {name !== null && (
        <Field
          label={t.parts.typeToConfirm(name)}
          value={typed}
          data-autofocus=""
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      {error !== null && <Failed error={error} />}
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{t.parts.keepIt}</Button>
        <Button
          type="submit"
          kind="danger"
          isBusy={isBusy}
          whyNot={isReady || name === null ? null : t.parts.typeToConfirm(name)}
        >
          {act}
        </Button>
      </div>
    </form>
  )
}
