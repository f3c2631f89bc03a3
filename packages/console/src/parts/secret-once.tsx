/** A secret that is shown once. The dialog closes after the tick that it is stored. */
import { type ReactNode, useId, useState } from 'react'
import { useLanguage } from '../language/language.tsx'
import { Button } from './button.tsx'
import { CopyBox } from './copy-box.tsx'
import dialog from './dialog.module.css'
import { Dialog } from './dialog.tsx'
import classes from './secret-once.module.css'

interface Props {
  readonly title: string
  readonly text: string
  /** The name of the secret, for its copy button. */
  readonly label: string
  /** `null` closes the dialog. */
  readonly secret: string | null
  readonly children?: ReactNode
  readonly onClose: () => void
}

export function SecretOnce(props: Props): ReactNode {
  const { title, secret } = props
  return (
    <Dialog title={title} isOpen={secret !== null} onClose={() => undefined} hasClose={false}>
      <Inside {...props} />
    </Dialog>
  )
}

function Inside({ text, label, secret, children, onClose }: Props): ReactNode {
  const { t } = useLanguage()
  const [isStored, setStored] = useState(false)
  const id = useId()
  return (
    <>
      <p className={dialog.lead}>{text}</p>
      <CopyBox value={secret ?? ''} label={label} kind="code" />
      {children}
      <div className={classes.tick}>
        <input
          id={id}
          type="checkbox"
          checked={isStored}
          onChange={(event) => setStored(event.currentTarget.checked)}
        />
        <label htmlFor={id}>{t.parts.iHaveStoredIt}</label>
      </div>
      <div className={dialog.buttons}>
        <Button onClick={onClose} whyNot={isStored ? null : t.parts.copyFirst}>
          {t.parts.close}
        </Button>
      </div>
    </>
  )
}
