/**
 * The check of a connection: every value is looked at live, and each item says what was expected and received, and who
 * must do what where. No item depends on another one, and no trouble at the identity provider makes it fail as a whole.
 *
 *   settings ─ whole? ─→ upstream/oidc/examine.ts: discovery, cloud, issuer, keys, client, redirect URI, clock; credentials
 *                        credential-items.ts: each credential, and its days      history-items.ts: consent, last test
 *
 * Limits: ten seconds; ten checks of a connection in a minute.
 */
import { protocolOf } from '@gatehouse-sso/core/connection-protocol'
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { isoTime } from '@gatehouse-sso/core/time'
import type { ConnectionCheck } from '@gatehouse-sso/sdk/contract/connection-check'
import { requireCandidate } from '../connections/candidate.ts'
import { redirectUri } from '../connections/redirect-uri.ts'
import { needsCredential, openCredential } from '../credentials/open-credential.ts'
import type { Examination, Finding } from '../ports/identity-providers.ts'
import type { Ports } from '../ports/ports.ts'
import type { HeldCredential } from '../ports/upstream-credential.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { CredentialRecord } from '../stores/credentials.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { found } from '../work/change.ts'
import { credentialItems } from './credential-items.ts'
import { consentItems, knownOfCandidate, testItems } from './history-items.ts'
import { type CheckItem, itemOf } from './item.ts'
import { presentCheck } from './present.ts'

const checksPerMinute = 10
const signInOnce = 'Sign in through the connection once: `gatehouse connections test`.'

/**
 * Checks a connection.
 * @param of `undefined`: the candidate, if there is one
 * @throws Failure resource_missing, state_conflict, rate_limited
 */
export async function checkConnection(
  ports: Ports,
  environment: EnvironmentRecord,
  id: Id<'conn'>,
  of: ConnectionCheck['of'] | undefined,
): Promise<ConnectionCheck> {
  const stores = ports.stores.in(environment.id)
  const record = found(await stores.connections.get(id))
  const candidate = of === 'candidate' ? requireCandidate(record) : of === undefined ? record.candidate : null
  if (!ports.recent_checks.count(id, checksPerMinute)) {
    throw new Failure('rate_limited', { expected: `${checksPerMinute} checks of a connection in a minute at most` })
  }
  const connection = candidate ? { ...record, settings: candidate.settings, mapping: candidate.mapping } : record
  const known = candidate ? knownOfCandidate(candidate) : record
  const credentials = await stores.credentials.ofConnection(id)
  const settings = settingsItem(ports, connection)
  const isWhole = settings.result === 'ok'
  const opened = credentials.map((each) => ({ record: each, opened: open(ports, each) }))
  const examined = isWhole ? await examine(ports, environment, connection, opened) : nothing
  const items = [
    settings,
    ...examined.findings.map((finding) => findingItem(ports, connection, finding)),
    ...(credentials.length === 0 && needsCredential(connection) ? [noCredential()] : []),
    ...opened.flatMap((each) =>
      credentialItems(ports, connection, { ...each, answer: examined.credentials.get(each.record.id) }),
    ),
    ...consentItems(ports, connection, known),
    ...(await testItems(ports, connection, known)),
  ]
  return presentCheck({
    connection_id: id,
    of: candidate ? 'candidate' : 'current',
    checked_at: isoTime(ports.now()),
    items,
  })
}

const nothing: Examination = { findings: [], credentials: new Map() }

interface Opened {
  readonly record: CredentialRecord
  readonly opened: HeldCredential['credential'] | Failure
}

function open(ports: Ports, record: CredentialRecord): Opened['opened'] {
  try {
    return openCredential(ports, record)
  } catch (error) {
    if (isFailure(error)) return error
    throw error
  }
}

/** A secret that cannot be right, or has expired, is not sent. */
function examine(
  ports: Ports,
  environment: EnvironmentRecord,
  connection: ConnectionRecord,
  opened: readonly Opened[],
): Promise<Examination> {
  const now = ports.now()
  const credentials = opened.flatMap(({ record, opened: credential }): HeldCredential[] => {
    if ('code' in credential || (record.not_after !== null && record.not_after <= now)) return []
    return [{ id: record.id, active: record.active, credential }]
  })
  const redirect_uri = redirectUri(ports.public_url, environment, connection)
  return ports.identity_providers.examine({ connection, redirect_uri, credentials })
}

function settingsItem({ connection_types }: Ports, { type, settings }: ConnectionRecord): CheckItem {
  const missing = connection_types.missingSettings(type, settings)
  if (missing.length === 0) return itemOf({ id: 'settings', result: 'ok', message: 'No setting is missing.' })
  const names = missing.map(({ param }) => param.slice(1)).join(', ')
  const message = `Settings are missing: ${names}. Nothing at the identity provider could be checked.`
  // A credential that is missing has an item of its own.
  const remedy =
    protocolOf(type) === 'saml'
      ? 'Enter the metadata, which has them: `gatehouse connections update` with `metadata_url` or `metadata_xml`.'
      : 'Enter them with `gatehouse connections update`.'
  const failure = new Failure('connection_incomplete')
  return itemOf({ id: 'settings', result: 'fail', message, expected: names }, { failure, remedy })
}

function noCredential(): CheckItem {
  const message = 'The connection has no credential.'
  const failure = new Failure('credential_missing')
  return itemOf({ id: 'credential', result: 'fail', message }, { failure })
}

function findingItem(
  { connection_types }: Ports,
  connection: ConnectionRecord,
  { id, result, message, expected, received, failure, codes = [] }: Finding,
): CheckItem {
  const [own] = connection_types.hints(connection, codes)
  const isRegistered = id === 'redirect_uri' || id === 'client_id'
  // An item that was not looked at has nothing to mend.
  const topic = isRegistered && received !== undefined ? connection_types.checkHint(connection, id) : undefined
  const hint = own ?? (failure ? undefined : topic)
  const remedy = !hint && !failure && isRegistered && received !== undefined ? signInOnce : undefined
  return itemOf({ id, result, message, expected, received }, { hint, failure, remedy })
}
