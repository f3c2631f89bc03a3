/** The items of a check about what sign-ins have shown: the consent, and the claims and groups of the last test. */
import type { Ports } from '../ports/ports.ts'
import type { TracedSignIn } from '../sign-ins/present.ts'
import { getSignIn } from '../sign-ins/sign-ins.ts'
import type { Candidate, ConnectionRecord, ConnectionTest } from '../stores/connections.ts'
import { type CheckItem, itemOf } from './item.ts'

/** Attributes without which a person has no name here. */
const wanted = ['identifier', 'email', 'name']

/** The consent and the test of the settings that are checked. */
export type Known = Pick<ConnectionRecord, 'consent' | 'last_test'>

export const knownOfCandidate = ({ consent = null, test }: Candidate): Known => ({ consent, last_test: test })

export function consentItems(ports: Ports, connection: ConnectionRecord, { consent }: Known): readonly CheckItem[] {
  if (!ports.connection_types.hasConsent(connection.type)) return []
  const hint = ports.connection_types.checkHint(connection, 'consent')
  const remedy =
    'Open the link of `gatehouse connections consent` as an administrator, or choose "Grant admin consent".'
  if (!consent) {
    const message = 'Nobody has signed in yet, so it is not known whether the organization consented.'
    return [itemOf({ id: 'consent', result: 'warn', message }, { hint, remedy })]
  }
  const { result, because } = consent
  const isThere = result === 'granted' || result === 'seen'
  const seen = { id: 'consent', result: isThere ? 'ok' : 'fail', message: because, received: result } as const
  return [itemOf({ ...seen, expected: 'granted or seen' }, { hint, remedy })]
}

export async function testItems(
  ports: Ports,
  connection: ConnectionRecord,
  { last_test }: Known,
): Promise<readonly CheckItem[]> {
  const remedy = 'Open the link of `gatehouse connections test`, and sign in.'
  if (!last_test) {
    const message = 'Nothing is known: no test of these settings was made.'
    return [
      itemOf({ id: 'claims', result: 'warn', message }, { remedy }),
      itemOf({ id: 'groups', result: 'warn', message }, { remedy }),
    ]
  }
  const test = await getSignIn(ports, connection.environment_id, last_test.sign_in_id).catch(() => undefined)
  if (last_test.result === 'failed') return [failedItem(last_test, test)]
  if (!test || test.trace.mapping.length === 0) {
    const message = 'The last test passed. Its claims are no longer kept.'
    return [itemOf({ id: 'claims', result: 'ok', message }), itemOf({ id: 'groups', result: 'ok', message })]
  }
  return [claimsItem(ports, connection, test), groupsItem(ports, connection, test)]
}

function failedItem({ sign_in_id }: ConnectionTest, test: TracedSignIn | undefined): CheckItem {
  const error = test?.trace.error
  const message = `The last test failed${error ? `: ${error.title}` : ''}.`
  const remedy = error?.remedy ?? `Look at it: \`gatehouse signins show ${sign_in_id}\`.`
  return itemOf(
    { id: 'claims', result: 'fail', message, expected: error?.expected, received: error?.received ?? sign_in_id },
    { hint: test?.hints[0], remedy: test?.hints[0] ? undefined : remedy },
  )
}

function claimsItem(ports: Ports, connection: ConnectionRecord, { trace }: TracedSignIn): CheckItem {
  const isSent = (attribute: string): boolean =>
    trace.mapping.some((one) => one.attribute === attribute && one.value !== null && one.value !== '')
  const missing = wanted.filter((attribute) => !isSent(attribute))
  const expected = wanted.join(', ')
  const received = trace.mapping
    .map(({ attribute }) => attribute)
    .filter(isSent)
    .join(', ')
  if (missing.length === 0) {
    return itemOf({ id: 'claims', result: 'ok', message: 'The last test had all claims.', expected, received })
  }
  const hint = ports.connection_types.checkHint(connection, 'claims')
  const message = `The last test had no ${missing.join(' and no ')}.`
  const remedy = 'Let the identity provider send the claim, or map another one (`--mapping`).'
  return itemOf({ id: 'claims', result: 'warn', message, expected, received }, { hint, remedy })
}

function groupsItem(ports: Ports, connection: ConnectionRecord, { trace }: TracedSignIn): CheckItem {
  const groups = trace.mapping.find(({ attribute }) => attribute === 'groups')
  const count = Array.isArray(groups?.value) ? groups.value.length : 0
  const from = groups?.source === 'directory' ? 'from the directory, because the token lists too few' : 'in the token'
  if (count > 0) {
    const message = `The last test had ${count} group${count === 1 ? '' : 's'}, ${from}.`
    return itemOf({ id: 'groups', result: 'ok', message })
  }
  const hint = ports.connection_types.checkHint(connection, 'groups')
  const message = 'The last test had no groups.'
  const remedy = 'Nothing, unless roles come from groups: then let the identity provider send them.'
  return itemOf({ id: 'groups', result: 'warn', message, received: groups?.note }, { hint, remedy })
}
