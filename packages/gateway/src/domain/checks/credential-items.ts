/** The items of a check about the credentials: whether each works, and how long. */

import { timeText } from '@gatehouse-sso/core/clock-difference'
import type { Failure } from '@gatehouse-sso/core/failure'
import { dayMs } from '@gatehouse-sso/core/time'
import { credentialHealth } from '../credentials/health.ts'
import { isProved } from '../credentials/state.ts'
import type { CredentialAnswer } from '../ports/identity-providers.ts'
import type { Ports } from '../ports/ports.ts'
import type { UpstreamCredential } from '../ports/upstream-credential.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import { warningDays } from '../stores/credential-watch.ts'
import type { CredentialRecord } from '../stores/credentials.ts'
import { type CheckItem, itemOf } from './item.ts'

const names: Readonly<Record<CredentialRecord['type'], string>> = {
  client_secret: 'client secret',
  certificate: 'certificate',
  federated: 'federated credential',
}

/** A credential as it was looked at. */
export interface Looked {
  readonly record: CredentialRecord
  readonly opened: UpstreamCredential | Failure
  /** `undefined` if nobody was asked. */
  readonly answer: CredentialAnswer | undefined
}

export function credentialItems(ports: Ports, connection: ConnectionRecord, looked: Looked): readonly CheckItem[] {
  return [workItem(ports, connection, looked), expiryItem(ports, connection, looked.record)]
}

const nameOf = ({ type, hint, active }: CredentialRecord): string =>
  `${active ? 'The active' : 'The second'} ${names[type]}${hint ? ` (${hint}…)` : ''}`

function workItem(ports: Ports, connection: ConnectionRecord, { record, opened, answer }: Looked): CheckItem {
  const base = { id: 'credential', credential_id: record.id } as const
  const name = nameOf(record)
  const now = ports.now()
  if ('code' in opened) {
    return itemOf({ ...base, result: 'fail', message: `${name} cannot be opened.` }, { failure: opened })
  }
  const problem =
    opened.type === 'client_secret'
      ? ports.connection_types.secretProblem(connection.type, opened.client_secret)
      : undefined
  if (problem !== undefined) {
    const hint = ports.connection_types.checkHint(connection, 'expiry')
    const message = `${name} cannot be right: it ${problem}.`
    return itemOf({ ...base, result: 'fail', message }, { hint, remedy: 'Replace it with the value of a secret.' })
  }
  if (record.not_after !== null && record.not_after <= now) {
    const hint = ports.connection_types.checkHint(connection, 'expiry')
    return itemOf({ ...base, result: 'fail', message: `${name} has expired.` }, { hint, remedy: renewed(record) })
  }
  if (answer?.result === 'accepted') {
    return itemOf({ ...base, result: 'ok', message: `${name} is accepted.` })
  }
  const failure = answer?.failure ?? undefined
  if (failure === undefined) {
    const { result, because } = credentialHealth(record, now)
    const isKnown = result === 'working' || (result === 'expiring' && record.last_used_at !== null)
    const isRefused = result === 'failed'
    const message = `${name} cannot be tried without a person. ${because}`
    const remedy = 'Sign in through the connection once: `gatehouse connections test`.'
    return itemOf({ ...base, result: isKnown ? 'ok' : isRefused ? 'fail' : 'warn', message }, { remedy })
  }
  const { upstream, expected, received } = failure.evidence
  const [hint] = ports.connection_types.hints(connection, upstream?.codes ?? [])
  const seen = upstream?.description?.split(/\r?\n/, 1)[0] ?? received
  const advice = { hint, failure }
  if (answer?.result !== 'refused') {
    return itemOf({ ...base, result: 'warn', message: `${name} could not be tried.`, expected, received: seen }, advice)
  }
  // One that waits for its activation may be unknown to the identity provider yet.
  const isWaiting = !isProved(record)
  const message = `${name} is refused.${isWaiting ? ' It waits for its activation.' : ''}${hint ? ` ${hint.cause}` : ''}`
  return itemOf({ ...base, result: isWaiting ? 'warn' : 'fail', message, expected, received: seen }, advice)
}

function expiryItem(ports: Ports, connection: ConnectionRecord, record: CredentialRecord): CheckItem {
  const base = { id: 'expiry', credential_id: record.id } as const
  const name = nameOf(record)
  if (record.type === 'federated') return itemOf({ ...base, result: 'ok', message: `${name} never expires.` })
  const hint = ports.connection_types.checkHint(connection, 'expiry')
  if (record.not_after === null) {
    const remedy = 'Add it again with `--not-after`, so that Gatehouse can warn in time.'
    return itemOf({ ...base, result: 'warn', message: `The end of ${lower(name)} is not known.` }, { remedy })
  }
  const days = Math.ceil((record.not_after - ports.now()) / dayMs)
  const received = timeText(record.not_after)
  const expected = `more than ${warningDays[0]} days`
  if (days <= 0) {
    return itemOf(
      { ...base, result: 'fail', message: `${name} has expired.`, expected, received },
      { hint, remedy: renewed(record) },
    )
  }
  const message = `${name} is valid for ${days} more day${days === 1 ? '' : 's'}.`
  const result = days > warningDays[0] ? 'ok' : 'warn'
  return itemOf({ ...base, result, message, expected, received }, { hint, remedy: renewed(record) })
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

const renewed = ({ type }: CredentialRecord): string =>
  type === 'certificate'
    ? 'Add a new certificate (`gatehouse credentials create`), upload it at the identity provider, then activate it.'
    : 'Make a new secret at the identity provider, add its value (`gatehouse credentials create`), then activate it.'
