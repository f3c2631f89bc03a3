/** P4: hands one step over to a colleague, by a link that opens this step only. */
import type { SetupLinkWithAddress, SetupStep } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../language/language.tsx'
import { Button } from '../parts/button.tsx'
import { CopyBox } from '../parts/copy-box.tsx'
import classes from '../parts/dialog.module.css'
import { Dialog } from '../parts/dialog.tsx'
import { api } from './api.ts'
import { Problem } from './problem.tsx'
import { useChange, useSetup } from './session.tsx'

interface Props {
  readonly step: SetupStep
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function Colleague({ step, isOpen, onClose }: Props): ReactNode {
  const { t, date } = useLanguage()
  const { vendor } = useSetup()
  const [link, setLink] = useState<SetupLinkWithAddress | null>(null)
  const share = useChange(() => api.setup.shareStep({ step }))
  const name = t.steps[step]
  const mail = (url: string): string =>
    `mailto:?subject=${encodeURIComponent(t.colleague.subject(vendor.name))}&body=${encodeURIComponent(t.colleague.body(vendor.name, name, url))}`
  return (
    <Dialog title={t.colleague.title} isOpen={isOpen} onClose={onClose}>
      <p className={classes.lead}>{t.colleague.lead(name)}</p>
      {share.error && <Problem error={share.error} />}
      {link && (
        <CopyBox
          value={link.url}
          label={t.colleague.label}
          kind="code"
          note={t.colleague.until(date(link.expires_at))}
        />
      )}
      <div className={classes.buttons}>
        {link ? (
          <Button kind="primary" onClick={() => window.location.assign(mail(link.url))}>
            {t.colleague.mail}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t.parts.cancel}</Button>
            <Button
              kind="primary"
              isBusy={share.isPending}
              onClick={() => share.mutate(undefined, { onSuccess: setLink })}
            >
              {t.colleague.make}
            </Button>
          </>
        )}
      </div>
    </Dialog>
  )
}
