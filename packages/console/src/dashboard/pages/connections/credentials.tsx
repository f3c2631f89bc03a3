/** The two slots of credentials on one axis of time, each with its proof that it works and one button. */
import type { Connection, Credential } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { daysUntil } from '../../../language/formats.ts'
import { useLanguage } from '../../../language/language.tsx'
import { Button } from '../../../parts/button.tsx'
import { CopyBox } from '../../../parts/copy-box.tsx'
import { DangerDialog } from '../../../parts/danger-dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Fold } from '../../../parts/fold.tsx'
import { Lanes } from '../../../parts/lanes.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { StateBadge } from '../../../parts/state-badge.tsx'
import { endOf } from '../../credential-end.ts'
import { useNow } from '../../data/now.ts'
import { useChange } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { useToast } from '../../shell/toast.tsx'
import { toneOfEnd } from '../../state-tones.ts'
import { connectionTexts, stateTexts } from '../../texts/texts.ts'
import { AddCredential } from './add-credential.tsx'
import classes from './connection.module.css'

const t = connectionTexts.credentials
const mostCredentials = 2

export function Credentials({ connection }: { readonly connection: Connection }): ReactNode {
  const { shortDate, list } = useLanguage()
  const now = useNow()
  const mayWrite = useMay('credentials:write')
  const toast = useToast()
  const [isAdding, setAdding] = useState(false)
  const [retiring, setRetiring] = useState<Credential | null>(null)
  const { id, state } = connection
  const credentials = [...connection.credentials].sort((a, b) => a.created_at.localeCompare(b.created_at))
  const use = useChange((api, credential: string) => api.credentials.activate(id, credential))
  const retire = useChange((api, credential: string) => api.credentials.delete(id, credential))
  const choose = (credential: Credential, name: string): void => {
    const last = credentials.find(({ active }) => active)
    use.mutate(credential.id, { onSuccess: () => toast(t.nowUsed(name), () => last && use.mutate(last.id)) })
  }
  const isFull = credentials.length >= mostCredentials
  return (
    <SettingsRow
      id="credentials"
      title={t.title}
      text={t.text}
      aside={
        mayWrite && (
          <Button isSmall whyNot={isFull ? t.full : null} onClick={() => setAdding(true)}>
            {t.add}
          </Button>
        )
      }
    >
      {credentials.length === 0 ? (
        <p className={classes.note}>{connection.saml ? t.noneOfSaml : t.none}</p>
      ) : (
        <>
          <Lanes
            now={now}
            today={t.today}
            sentence={t.lanes(
              list(
                credentials.map(({ created_at, not_after }, index) =>
                  t.lane(t.slot(index + 1), shortDate(created_at), not_after === null ? t.open : shortDate(not_after)),
                ),
              ),
            )}
            lanes={credentials.map(({ id: key, hint, created_at, not_after, active, type }, index) => ({
              id: key,
              name: hint === null ? t.types[type] : `${t.slot(index + 1)} · ${hint}…`,
              from: created_at,
              to: not_after,
              isCurrent: active,
            }))}
          />
          <div className={classes.slots}>
            {credentials.map((credential, index) => (
              <Slot
                key={credential.id}
                name={t.slot(index + 1)}
                credential={credential}
                mayWrite={mayWrite}
                isBusy={use.isPending && use.variables === credential.id}
                whyKept={credential.active && state === 'active' ? t.retireInUse : null}
                onUse={() => choose(credential, t.slot(index + 1))}
                onRetire={() => setRetiring(credential)}
              />
            ))}
          </div>
        </>
      )}
      {use.error && <Failed error={use.error} />}
      <AddCredential connection={connection} isOpen={isAdding} onClose={() => setAdding(false)} />
      <DangerDialog
        title={t.retireTitle}
        text={t.retireText}
        breaks={[]}
        name={null}
        act={t.retire}
        isOpen={retiring !== null}
        isBusy={retire.isPending}
        error={retire.error}
        onAct={() => retiring && retire.mutate(retiring.id, { onSuccess: () => setRetiring(null) })}
        onClose={() => setRetiring(null)}
      />
    </SettingsRow>
  )
}

interface SlotProps {
  readonly name: string
  readonly credential: Credential
  readonly mayWrite: boolean
  readonly isBusy: boolean
  /** Why it cannot be retired now. */
  readonly whyKept: string | null
  readonly onUse: () => void
  readonly onRetire: () => void
}

function Slot({ name, credential, mayWrite, isBusy, whyKept, onUse, onRetire }: SlotProps): ReactNode {
  const { date, ago } = useLanguage()
  const now = useNow()
  const { type, active, hint, not_after, last_used_at, trial, health } = credential
  const end = endOf(credential)
  const days = not_after === null ? null : daysUntil(not_after, now)
  const facts = [
    hint === null ? t.types[type] : `${t.types[type]} ${t.begins(hint)}`,
    not_after !== null ? t.ends(date(not_after)) : end === 'unknown' ? t.endNotKnown : t.noEnd,
    last_used_at === null ? t.neverUsed : t.used(ago(last_used_at, now)),
  ]
  return (
    <div className={classes.slot}>
      <div>
        <p className={classes.slotName}>
          {name}
          {active && (
            <StateBadge shape="dot" tone="accent" isPill>
              {t.inUse}
            </StateBadge>
          )}
          {!active && trial?.result === 'accepted' && (
            <StateBadge shape="dot" tone="good" isPill>
              {t.ready}
            </StateBadge>
          )}
          {trial?.result === 'refused' && (
            <StateBadge shape="hexagon" tone="bad" isPill>
              {t.refused}
            </StateBadge>
          )}
          {!active && (trial === null || trial.result === 'unknown') && (
            <StateBadge shape="ring" isPill>
              {t.untested}
            </StateBadge>
          )}
          {days !== null && days <= 60 && (
            <StateBadge shape="clock" tone={toneOfEnd(days)} isPill>
              {days < 0 ? t.expired : t.endsIn(stateTexts.inDays(days))}
            </StateBadge>
          )}
        </p>
        <p>{facts.join(' · ')}</p>
        {end === 'unknown' && <p>{t.endNotKnownWhy}</p>}
        {(health.result === 'failed' || trial?.error) && <p>{trial?.error?.title ?? health.because}</p>}
      </div>
      {mayWrite && (
        <div>
          {active ? (
            <Button isSmall whyNot={whyKept} onClick={onRetire}>
              {t.retire}
            </Button>
          ) : (
            <>
              <Button isSmall isBusy={isBusy} onClick={onUse}>
                {t.use}
              </Button>{' '}
              <Button isSmall kind="bare" onClick={onRetire}>
                {t.retire}
              </Button>
            </>
          )}
        </div>
      )}
      <ToRegister credential={credential} />
    </div>
  )
}

/** The public values of a certificate or of a trust without a secret, for the identity provider. */
function ToRegister({ credential: { certificate, federation } }: { readonly credential: Credential }): ReactNode {
  const values = certificate
    ? [
        [t.pem, certificate.pem],
        [t.thumbprint, certificate.sha1_thumbprint],
      ]
    : federation
      ? [
          [t.issuer, federation.issuer],
          [t.subject, federation.subject],
          [t.audience, federation.audience],
        ]
      : []
  if (values.length === 0) return null
  return (
    <Fold title={t.register}>
      <div className={classes.boxes}>
        {values.map(([label = '', value = '']) => (
          <CopyBox key={label} label={label} value={value} kind="code" />
        ))}
      </div>
    </Fold>
  )
}
