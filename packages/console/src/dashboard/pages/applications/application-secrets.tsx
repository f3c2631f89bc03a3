/** The secrets of an application. A new one is shown once. */
import type { Application, ApplicationSecret } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../../../language/language.tsx'
import { Button } from '../../../parts/button.tsx'
import { DangerDialog } from '../../../parts/danger-dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { RelativeTime } from '../../../parts/relative-time.tsx'
import { SecretOnce } from '../../../parts/secret-once.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { useNow } from '../../data/now.ts'
import { useChange } from '../../data/reading.ts'
import { applicationTexts } from '../../texts/texts.ts'
import { isPublic } from './application-kind.ts'
import classes from './applications.module.css'

const t = applicationTexts.secrets
const most = 2

interface Props {
  readonly application: Application
  readonly mayWrite: boolean
}

export function ApplicationSecrets({ application, mayWrite }: Props): ReactNode {
  const now = useNow()
  const { ago } = useLanguage()
  const [asked, setAsked] = useState<ApplicationSecret | null>(null)
  const create = useChange((api) => api.applications.createSecret(application.id))
  const revoke = useChange((api, id: string) => api.applications.revokeSecret(application.id, id))
  const { secrets } = application
  if (isPublic(application)) {
    return (
      <SettingsRow id="secrets" title={t.title}>
        <p className="quiet">{t.publicText}</p>
      </SettingsRow>
    )
  }
  return (
    <SettingsRow id="secrets" title={t.title} text={t.text}>
      {secrets.length === 0 && <p className="quiet">{t.none}</p>}
      <ul className={classes.items}>
        {secrets.map((secret) => (
          <li key={secret.id}>
            <div>
              <code>{secret.hint}</code>
              <p className={classes.more}>
                {t.created} <RelativeTime at={secret.created_at} now={now} />
                {' · '}
                {secret.last_used_at === null ? (
                  t.neverUsed
                ) : (
                  <>
                    {t.used} <RelativeTime at={secret.last_used_at} now={now} form="ago" />
                  </>
                )}
              </p>
            </div>
            {mayWrite && (
              <Button isSmall aria-label={t.revokeOf(secret.hint)} onClick={() => setAsked(secret)}>
                {t.revoke}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <Button
          isBusy={create.isPending}
          whyNot={secrets.length >= most ? t.two : null}
          onClick={() => create.mutate()}
        >
          {t.create}
        </Button>
      )}
      <Failed error={create.error} />
      <SecretOnce
        title={t.madeTitle}
        text={t.madeText}
        label={t.label}
        secret={create.data?.client_secret ?? null}
        onClose={() => create.reset()}
      />
      <DangerDialog
        title={t.revokeTitle(asked?.hint ?? '')}
        text={t.revokeLead}
        breaks={t.revokeBreaks(secrets.length === 1, asked?.last_used_at ? ago(asked.last_used_at, now) : null)}
        name={null}
        act={t.revokeAct}
        isOpen={asked !== null}
        isBusy={revoke.isPending}
        error={revoke.error}
        onAct={() => asked && revoke.mutate(asked.id, { onSuccess: () => setAsked(null) })}
        onClose={() => setAsked(null)}
      />
    </SettingsRow>
  )
}
