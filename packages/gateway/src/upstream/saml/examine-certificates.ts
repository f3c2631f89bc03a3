/** Looks at the signing certificates of a SAML connection: their ends, and the length of their keys. */
import { Failure } from '@gatehouse-sso/core/failure'
import { dayMs } from '@gatehouse-sso/core/time'
import type { ReadCertificate } from '../../domain/ports/connection-types.ts'
import type { Finding } from '../../domain/ports/identity-providers.ts'
import { type SamlSettings, sha1UntilOf } from '../../providers/saml-settings.ts'
import { legacyBits, minimumBits } from '../../saml/certificates.ts'
import { readCertificate } from './certificate.ts'

const warnedDays = 60

export type WatchedSettings = Pick<SamlSettings, 'certificates' | 'enforce_certificate_expiry' | 'sha1_until'>

type Watched = Pick<ReadCertificate, 'subject' | 'not_after' | 'bits'>

/** @param now milliseconds since 1970 */
export function certificateFindings(settings: WatchedSettings, now: number): readonly Finding[] {
  const watched: readonly Watched[] = settings.certificates.flatMap((pem) => readCertificate(pem) ?? [])
  const last = Math.max(0, ...watched.map(({ not_after }) => not_after))
  const older = watched.filter(({ not_after }) => not_after < last)
  return [
    lastFinding(settings, last, now),
    // Without a newer one that lasts, the finding before says it all.
    ...(daysUntil(last, now) < warnedDays ? [] : older.flatMap((each) => olderFinding(each, now))),
    ...watched.flatMap((each) => keyFinding(each, sha1UntilOf(settings), now)),
  ]
}

const daysUntil = (time: number, now: number): number => Math.floor((time - now) / dayMs)
const untilDay = (time: number): string => `until ${new Date(time).toISOString().slice(0, 10)}`

function lastFinding({ enforce_certificate_expiry }: WatchedSettings, last: number, now: number): Finding {
  const received = untilDay(last)
  const days = daysUntil(last, now)
  if (days >= warnedDays) return { id: 'keys', result: 'ok', message: 'The signing certificates are valid.', received }
  const failure = new Failure('saml_certificate_expiring')
  if (days >= 0) {
    const message = `The last signing certificate expires in ${days} days.`
    return { id: 'keys', result: 'warn', message, received, failure }
  }
  const message = 'All signing certificates have expired.'
  if (!enforce_certificate_expiry) return { id: 'keys', result: 'warn', message, received, failure }
  const refused = new Failure('saml_certificate_expired')
  return { id: 'keys', result: 'fail', message: `${message} Each sign-in is refused.`, received, failure: refused }
}

/** The identity provider may still sign with an older certificate. */
function olderFinding({ subject, not_after }: Watched, now: number): readonly Finding[] {
  const days = daysUntil(not_after, now)
  if (days < 0 || days >= warnedDays) return []
  const message = `A signing certificate expires in ${days} days. The connection has a newer one.`
  const failure = new Failure('saml_certificate_superseded')
  return [{ id: 'keys', result: 'warn', message, received: `${subject}, ${untilDay(not_after)}`, failure }]
}

function keyFinding({ subject, bits }: Watched, sha1_until: number | null, now: number): readonly Finding[] {
  if (bits === null || bits >= minimumBits) return []
  if (bits >= legacyBits && sha1_until !== null && now < sha1_until) return []
  const message = 'The key of a signing certificate is too short: what it signs is refused.'
  const expected = `${minimumBits} bits`
  const failure = new Failure('saml_sha1_refused')
  return [{ id: 'keys', result: 'warn', message, expected, received: `${bits} bits: ${subject}`, failure }]
}
