/** API keys: made, recognised, revoked. Only their SHA-256 is stored. */
import { formatApiKey, hintOf, isApiKey } from '@gatehouse/core/api-key'
import { Failure } from '@gatehouse/core/failure'
import type { Id } from '@gatehouse/core/ids'
import type { apiKeys } from '@gatehouse/sdk/contract/api-keys'
import type { ParsedBody } from '@gatehouse/sdk/contract/operation'
import type { Scope } from '@gatehouse/sdk/contract/scopes'
import { found } from './change.ts'
import { type Ports, UnitRefused, type Write } from './ports.ts'
import type { ApiKeyRecord, EnvironmentRecord } from './records.ts'

export interface NewApiKey {
  readonly record: ApiKeyRecord
  /** The key itself; it is nowhere else. */
  readonly secret: string
  readonly write: Write
}

/** Makes the installation key, which can only make environments and their first keys. */
export function newInstallationKey(ports: Ports): NewApiKey {
  return newApiKey(ports, 'inst', null, 'Installation key', [], null)
}

function newApiKey(
  ports: Ports,
  kind: 'inst' | 'test' | 'live',
  environment_id: Id<'env'> | null,
  name: string,
  scopes: readonly Scope[],
  expires_at: number | null,
): NewApiKey {
  const secret = formatApiKey(kind, ports.keys.newSecret(256))
  const record: ApiKeyRecord = {
    id: ports.keys.newId('key'),
    environment_id,
    name,
    key_hash: ports.keys.sha256(secret),
    hint: hintOf(secret),
    scopes,
    expires_at,
    last_used_at: null,
    revoked_at: null,
    created_at: ports.now(),
  }
  return { record, secret, write: ports.stores.api_keys.insert(record) }
}

/**
 * Creates a key of an environment.
 * @param granted the scopes the new key may have at most
 * @throws Failure scope_missing, values_invalid
 */
export async function createApiKey(
  ports: Ports,
  environment: Pick<EnvironmentRecord, 'id' | 'kind'>,
  input: ParsedBody<typeof apiKeys.create>,
  granted: readonly Scope[],
): Promise<NewApiKey> {
  const scopes = input.scopes ?? granted
  const missing = scopes.filter((scope) => !granted.includes(scope))
  if (missing.length > 0) throw new Failure('scope_missing', { expected: missing.join(' '), param: 'scopes' })
  const expires_at = input.expires_at === undefined ? null : Date.parse(input.expires_at)
  if (expires_at !== null && expires_at <= ports.now()) {
    const error = { param: '/expires_at', code: 'too_small', message: 'is in the past' }
    throw new Failure('values_invalid', { errors: [error] })
  }
  const key = newApiKey(ports, environment.kind, environment.id, input.name, scopes, expires_at)
  await ports.units.run([key.write])
  return key
}

/**
 * The key that a request carries. A typo is recognised by its checksum, before anything is read.
 * @throws Failure api_key_invalid
 */
export async function authenticateApiKey(ports: Ports, unverified_key: string): Promise<ApiKeyRecord> {
  if (!isApiKey(unverified_key)) throw new Failure('api_key_invalid')
  const record = await ports.stores.api_keys.byHash(ports.keys.sha256(unverified_key))
  const now = ports.now()
  if (!record || record.revoked_at !== null || (record.expires_at !== null && record.expires_at <= now)) {
    throw new Failure('api_key_invalid')
  }
  ports.noteUse(record.id, (at) => ports.stores.api_keys.touch(record.id, at))
  return record
}

/** @throws Failure resource_missing */
export async function revokeApiKey(ports: Ports, environment_id: Id<'env'>, id: Id<'key'>): Promise<void> {
  try {
    await ports.units.run([ports.stores.api_keys.revoke(environment_id, id, ports.now())])
  } catch (error) {
    if (error instanceof UnitRefused) found(undefined)
    throw error
  }
}
