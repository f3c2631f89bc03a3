/** The word of a test about the consent of the organization. */
import type { Failure } from '@gatehouse-sso/core/failure'
import { failures } from '@gatehouse-sso/core/failures'
import type { Id } from '@gatehouse-sso/core/ids'
import { isConsented, seenConsent } from '../connections/consent.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionConsent } from '../stores/connections.ts'
import type { TestFlow } from './flow.ts'

/** How a test ended: with a failure, or with a verified identity of this authority. */
export interface TestOutcome {
  readonly failure: Failure | undefined
  readonly authority?: string | undefined
}

/**
 * @param known the word before
 * @returns `undefined` if the test says nothing new about a consent
 */
export function consentOf(
  ports: Ports,
  known: ConnectionConsent | null | undefined,
  { connection, consent }: Pick<TestFlow, 'connection' | 'consent'>,
  { failure, authority = '' }: TestOutcome,
  sign_in_id: Id<'signin'>,
): ConnectionConsent | undefined {
  if (!ports.connection_types.hasConsent(connection.type)) return undefined
  const word = (result: ConnectionConsent['result'], because: string): ConnectionConsent => ({
    result,
    because,
    sign_in_id,
    at: ports.now(),
  })
  if (failure && consent) {
    if (failure.code === 'consent_declined') return word('declined', causeOf(ports, connection, failure))
    const when = consent.answer === null ? 'The consent failed' : 'The sign-in after the consent failed'
    return word('failed', `${when}: ${causeOf(ports, connection, failure)}`)
  }
  if (failure) {
    const isAbout = failure.evidence.upstream?.error === 'consent_required'
    return isAbout ? word('failed', causeOf(ports, connection, failure)) : undefined
  }
  const named = consent?.answer?.unverified_tenant
  if (consent && named && !authority.toLowerCase().endsWith(`:${named.toLowerCase()}`)) {
    return word('seen', 'The answer named another tenant than the one that the administrator signed in to.')
  }
  if (consent) return word('granted', 'An administrator consented, and then signed in.')
  return isConsented(known) ? undefined : seenConsent(ports, sign_in_id)
}

function causeOf(ports: Ports, connection: TestFlow['connection'], { code, evidence }: Failure): string {
  const [hint] = ports.connection_types.hints(connection, evidence.upstream?.codes ?? [])
  return hint?.cause ?? `${failures[code].title}.`
}
