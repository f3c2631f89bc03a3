/** A credential: what it is, what tells it apart, and how much of its life is left. */
import type { Credential } from '@gatehouse-sso/sdk/browser'
import { IconCertificate, IconKey, IconShieldCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { daysUntil } from '../language/formats.ts'
import { useLanguage } from '../language/language.tsx'
import { Badge } from './badge.tsx'
import classes from './credential-slot.module.css'
import { lifeOf } from './life.ts'
import { Words } from './words.tsx'

export const Slots = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <div className={classes.slots}>{children}</div>
)

const icons = { client_secret: IconKey, certificate: IconCertificate, federated: IconShieldCheck }

interface Props {
  readonly label: string
  readonly credential: Credential
  readonly now: number
  readonly children?: ReactNode
}

export function CredentialSlot({ label, credential, now, children }: Props): ReactNode {
  const { t, shortDate, ago } = useLanguage()
  const { type, hint, certificate, not_after, created_at, last_used_at, trial } = credential
  const Icon = icons[type]
  const life = lifeOf(created_at, not_after, now)
  const looks = {
    fresh: classes.slot,
    soon: `${classes.slot} ${classes.isWarn}`,
    over: `${classes.slot} ${classes.isBad}`,
  }
  const tells =
    certificate !== null
      ? t.manage.thumbprint(shortened(certificate.sha1_thumbprint))
      : type === 'federated'
        ? t.manage.noSecret
        : hint === null
          ? null
          : t.manage.begins(hint)
  return (
    <div className={looks[life?.state ?? 'fresh']}>
      <div className={classes.slotHead}>
        <span>{label}</span>
        {life === null ? (
          trial?.result === 'accepted' && <Badge tone="good">{t.manage.tested}</Badge>
        ) : life.state === 'over' ? (
          <Badge tone="bad">{t.manage.expiredBadge}</Badge>
        ) : (
          <Badge tone={life.state === 'soon' ? 'clock' : 'plain'}>
            <span className="num">{t.manage.daysLeft(daysUntil(not_after ?? '', now))}</span>
          </Badge>
        )}
      </div>
      <h3>
        <Icon className="icon" aria-hidden="true" />
        {t.turnOn.credentials[type]}
      </h3>
      <p className="num">
        {tells !== null && <Words text={tells} />} {last_used_at !== null && t.manage.lastUsed(ago(last_used_at, now))}
      </p>
      {children}
      {life !== null && (
        <div className={`num ${classes.life}`}>
          <svg className={classes.track} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            <rect width="100" height="4" className={classes.all} />
            <rect width={Math.round(life.spent * 100)} height="4" className={classes.spent} />
          </svg>
          <div>
            <span>{t.manage.added(shortDate(created_at))}</span>
            <span>
              {life.state === 'over'
                ? t.manage.expiredOn(shortDate(not_after ?? ''))
                : t.manage.expires(shortDate(not_after ?? ''))}
            </span>
          </div>
        </div>
      )}
    </div>
  )
}

const shortened = (thumbprint: string): string => `${thumbprint.slice(0, 8)}…${thumbprint.slice(-4)}`

interface EmptySlotProps {
  readonly label: string
  readonly title: string
  readonly text: string
  readonly children: ReactNode
}

export function EmptySlot({ label, title, text, children }: EmptySlotProps): ReactNode {
  return (
    <div className={`${classes.slot} ${classes.isEmpty}`}>
      <div className={classes.slotHead}>
        <span>{label}</span>
      </div>
      <h3>{title}</h3>
      <p>{text}</p>
      {children}
    </div>
  )
}
