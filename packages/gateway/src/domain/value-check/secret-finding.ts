/** The findings about a client secret: what the identity provider says, and its last day. */
import { dayMs } from '@gatehouse-sso/core/time'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { CredentialAnswer } from '../ports/identity-providers.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import { warningDays } from '../stores/credential-watch.ts'
import type { Finding } from './finding.ts'

const param = '/client_secret'

/** The answer of the identity provider about a secret that was tried. */
export function secretFinding(
  { connection_types }: Ports,
  connection: ConnectionRecord,
  answer: CredentialAnswer | undefined,
  language: Language,
): readonly Finding[] {
  if (answer === undefined) return []
  if (answer.result === 'accepted') return [{ param, result: 'found', code: 'secret_accepted' }]
  const { failure } = answer
  if (failure === null) return [{ param, result: 'looks_right', code: 'secret_kept' }]
  const codes = failure.evidence.upstream?.codes ?? []
  const [hint] = connection_types.hints(connection, codes, language)
  const text = hint
    ? `${hint.cause} ${hint.what}`
    : (failure.evidence.upstream?.description?.split(/\r?\n/, 1)[0] ?? '')
  const path = hint?.where.split(' > ') ?? null
  if (connection_types.codesMean(connection.type, 'secrets_forbidden', codes)) {
    return [{ param, result: 'wrong', code: 'secrets_forbidden', path, choices: ['use_federated'] }]
  }
  if (connection_types.codesMean(connection.type, 'client_unknown', codes)) {
    return [{ param: '/settings/client_id', result: 'wrong', code: 'secret_refused', words: { text }, path }]
  }
  if (answer.result === 'refused') return [{ param, result: 'wrong', code: 'secret_refused', words: { text }, path }]
  return [{ param, result: 'no_answer', code: 'no_answer' }]
}

/** The last day of a secret, as it was entered. */
export function expiryFinding(not_after: string | undefined, now: number): readonly Finding[] {
  if (not_after === undefined || not_after === '') return []
  const at = Date.parse(not_after)
  const date = not_after.slice(0, 10)
  if (Number.isNaN(at)) return [{ param: '/not_after', result: 'wrong', code: 'date_invalid' }]
  if (at <= now) return [{ param: '/not_after', result: 'wrong', code: 'expired', words: { date } }]
  const days = Math.ceil((at - now) / dayMs)
  if (days >= warningDays[0]) return []
  return [{ param: '/not_after', result: 'warn', code: 'expires_soon', words: { date, days: String(days) } }]
}
