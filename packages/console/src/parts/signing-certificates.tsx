/** The certificates with which an identity provider signs (SAML): their names, thumbprints and dates. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { daysUntil } from '../language/formats.ts'
import { useLanguage } from '../language/language.tsx'
import { Badge } from './badge.tsx'
import { commonName, shortThumbprint } from './certificate-names.ts'
import { CopyButton } from './copy-id.tsx'
import classes from './signing-certificates.module.css'

type Certificate = NonNullable<Connection['saml']>['signing_certificates'][number]

interface Props {
  readonly certificates: readonly Certificate[]
  readonly now: number
}

/** The first reminder of an end. */
const soonDays = 60

export function SigningCertificates({ certificates, now }: Props): ReactNode {
  const { t } = useLanguage()
  if (certificates.length === 0) return <p className="quiet">{t.saml.noCertificates}</p>
  return (
    <ul className={classes.list}>
      {certificates.map((certificate) => (
        <Row key={certificate.sha256_thumbprint} certificate={certificate} now={now} />
      ))}
    </ul>
  )
}

function Row({ certificate, now }: { readonly certificate: Certificate; readonly now: number }): ReactNode {
  const { t, date } = useLanguage()
  const { subject, sha256_thumbprint, not_before, not_after } = certificate
  const name = commonName(subject)
  const days = daysUntil(not_after, now)
  const isOver = Date.parse(not_after) <= now
  return (
    <li>
      <div className={classes.name}>
        <h3 title={subject}>{name}</h3>
        {isOver ? (
          <Badge tone="bad">{t.saml.ended}</Badge>
        ) : (
          days <= soonDays && (
            <Badge tone="clock">
              <span className="num">{t.saml.endsSoon(days)}</span>
            </Badge>
          )
        )}
      </div>
      <dl>
        <div>
          <dt>{t.saml.thumbprint}</dt>
          <dd>
            <code title={sha256_thumbprint}>{shortThumbprint(sha256_thumbprint)}</code>
            <CopyButton value={sha256_thumbprint} label={t.saml.thumbprintOf(name)} />
          </dd>
        </div>
        <div>
          <dt>{t.saml.validFrom}</dt>
          <dd className="num">{date(not_before)}</dd>
        </div>
        <div>
          <dt>{t.saml.validUntil}</dt>
          <dd className="num">{date(not_after)}</dd>
        </div>
      </dl>
    </li>
  )
}
