/** The setup links of an organization: their state, uses and end, and a new one, which is shown once. */
import type { Connection, Organization, SetupLink } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../../../language/language.tsx'
import { Button } from '../../../parts/button.tsx'
import { DangerDialog } from '../../../parts/danger-dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { SecretOnce } from '../../../parts/secret-once.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { StateBadge } from '../../../parts/state-badge.tsx'
import { useAddress } from '../../data/address.ts'
import { useNow } from '../../data/now.ts'
import { useChange, useRead } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import type { Look } from '../../state-tones.ts'
import { organizationTexts, stateTexts } from '../../texts/texts.ts'
import { CreateSetupLink } from './create-setup-link.tsx'
import classes from './organization.module.css'

const t = organizationTexts.links

const looks: Readonly<Record<SetupLink['state'], Look>> = {
  open: { shape: 'ring', tone: 'plain' },
  started: { shape: 'dot', tone: 'accent' },
  completed: { shape: 'dot', tone: 'good' },
  expired: { shape: 'clock', tone: 'plain' },
  revoked: { shape: 'dash', tone: 'plain' },
}

interface Props {
  readonly organization: Organization
  readonly connections: readonly Connection[]
}

export function SetupLinks({ organization, connections }: Props): ReactNode {
  const address = useAddress()
  const mayWrite = useMay('setup_links:write')
  const [revoking, setRevoking] = useState<SetupLink | null>(null)
  const [made, setMade] = useState<string | null>(null)
  const { id, name } = organization
  const { data, error, refetch } = useRead(['setup_links', id], async (api, options) => {
    const list = await api.setupLinks.list({ organization_id: id, limit: 10 }, options)
    return list.data
  })
  const revoke = useChange((api, link: string) => api.setupLinks.revoke(link))
  const close = (): void => address.set({ send: null }, { isReplaced: true })
  return (
    <SettingsRow
      id="setup-links"
      title={t.title}
      text={t.text}
      aside={
        mayWrite && (
          <Button isSmall onClick={() => address.set({ send: '1' }, { isReplaced: true })}>
            {t.create}
          </Button>
        )
      }
    >
      {data === undefined ? (
        error ? (
          <Failed title={t.notLoaded} error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton lines={2} />
        )
      ) : data.length === 0 ? (
        <p className={classes.muted}>{t.none}</p>
      ) : (
        <ul className={classes.list}>
          {data.map((link) => (
            <LinkLine
              key={link.id}
              link={link}
              isCurrent={address.get('setup_link') === link.id}
              onRevoke={mayWrite ? () => setRevoking(link) : null}
            />
          ))}
        </ul>
      )}
      <CreateSetupLink
        organization={organization}
        connections={connections}
        isOpen={address.get('send') !== null && mayWrite}
        onClose={close}
        onMade={(url) => {
          close()
          setMade(url)
        }}
      />
      <SecretOnce
        title={t.once.title}
        text={t.once.text(name)}
        label={t.once.label}
        secret={made}
        onClose={() => setMade(null)}
      />
      <DangerDialog
        title={t.revokeTitle}
        text={t.revokeText}
        breaks={[]}
        name={null}
        act={t.revoke}
        isOpen={revoking !== null}
        isBusy={revoke.isPending}
        error={revoke.error}
        onAct={() => revoking && revoke.mutate(revoking.id, { onSuccess: () => setRevoking(null) })}
        onClose={() => setRevoking(null)}
      />
    </SettingsRow>
  )
}

interface LineProps {
  readonly link: SetupLink
  readonly isCurrent: boolean
  readonly onRevoke: (() => void) | null
}

function LinkLine({ link, isCurrent, onRevoke }: LineProps): ReactNode {
  const { whenAt, list, ago, date } = useLanguage()
  const now = useNow()
  const { intents, state, uses, expires_at, activation_requested_at, created_at } = link
  const [last] = uses
  const isLive = state === 'open' || state === 'started' || (state === 'completed' && intents.includes('manage'))
  const facts = [
    list(intents.map((intent) => t.intents[intent])),
    ...(isLive ? [t.expires(date(expires_at))] : [date(created_at)]),
    last ? t.opened(uses.length, whenAt(last.at, now)) : t.neverOpened,
    ...(last?.address ? [t.from(last.address)] : []),
  ]
  return (
    <li className={isCurrent ? `${classes.item} ${classes.current}` : classes.item}>
      <div className={classes.itemHead}>
        <StateBadge {...looks[state]}>{stateTexts.setupLink[state]}</StateBadge>
        <span className="faint dense">{ago(created_at, now)}</span>
        {isLive && onRevoke && (
          <span className={classes.end}>
            <Button isSmall onClick={onRevoke}>
              {t.revoke}
            </Button>
          </span>
        )}
      </div>
      <p className="quiet dense">{facts.join(' · ')}</p>
      {activation_requested_at !== null && <p className={`dense ${classes.warn}`}>{t.askedActivation}</p>}
    </li>
  )
}
