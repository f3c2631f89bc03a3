/** API keys: made, recognised, revoked. Only their SHA-256 is stored. */

import { formatApiKey, hintOf, isApiKey } from '@gatehouse-sso/core/api-key'
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { millisecondsOf } from '@gatehouse-sso/core/time'
import type { apiKeys } from '@gatehouse-sso/sdk/contract/api-keys'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import type { Scope } from '@gatehouse-sso/sdk/contract/scopes'
import type { NewEventOf } from '../events/events.ts'
import type { Ports } from '../ports/ports.ts'
import type { ApiKeyRecord } from '../stores/api-keys.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { Write } from '../stores/unit.ts'
import { change, found } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { type Authority, checkAuthority, endWithin } from './authority.ts'
import { presentApiKey } from './present.ts'

export interface NewApiKey {
  readonly record: ApiKeyRecord
  /** The key itself. It is stored nowhere. */
  readonly secret: string
  readonly write: Write
}

/** Makes the installation key. It can make environments and their first keys, and nothing else. */
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
    last_used_address: null,
    revoked_at: null,
    created_at: ports.now(),
  }
  return { record, secret, write: ports.stores.api_keys.insert(record) }
}

/**
 * Creates a key of an environment. By default it can do as much as the caller, for as long.
 * @throws Failure scope_missing, api_key_outlives_caller, values_invalid
 */
export function createApiKey(
  work: Work,
  environment: Pick<EnvironmentRecord, 'id' | 'kind'>,
  input: ParsedBody<typeof apiKeys.create>,
  authority: Authority,
): Promise<NewApiKey> {
  const { scopes = authority.scopes } = input
  const expires_at = input.expires_at === undefined ? authority.expires_at : expiryOf(work.ports, input.expires_at)
  checkAuthority(authority, { scopes, expires_at })
  const key = newApiKey(work.ports, environment.kind, environment.id, input.name, scopes, expires_at)
  const events = [apiKeyEvent('api_key.created', environment.id, key.record)]
  return change(work, async () => ({ writes: [key.write], result: key, events }))
}

/**
 * Creates the successor of a key. The old key works for the overlap, and never past its own end. Neither does the
 * successor work past the end of the caller: a key that rotates itself gets no more time.
 * @throws Failure resource_missing, scope_missing, api_key_outlives_caller, values_invalid
 */
export function rotateApiKey(
  work: Work,
  environment: Pick<EnvironmentRecord, 'id' | 'kind'>,
  id: Id<'key'>,
  input: ParsedBody<typeof apiKeys.rotate>,
  authority: Authority,
): Promise<NewApiKey> {
  const { ports } = work
  return change(work, async () => {
    const old = found(await ports.stores.api_keys.get(environment.id, id))
    checkAuthority(authority, old)
    // By default the new key lives as long as the old one was meant to live.
    const same = old.expires_at === null ? null : ports.now() + old.expires_at - old.created_at
    const until = input.expires_at === undefined ? endWithin(authority, same) : expiryOf(ports, input.expires_at)
    checkAuthority(authority, { scopes: old.scopes, expires_at: until })
    const key = newApiKey(ports, environment.kind, environment.id, old.name, old.scopes, until)
    const expires_at = Math.min(
      ports.now() + millisecondsOf(input.overlap_seconds),
      old.expires_at ?? Number.POSITIVE_INFINITY,
    )
    const writes = [key.write, ports.stores.api_keys.setExpiry(environment.id, id, expires_at)]
    const ending = {
      ...apiKeyEvent('api_key.rotated', environment.id, { ...old, expires_at }),
      before: presentApiKey(old),
    }
    return { writes, result: key, events: [apiKeyEvent('api_key.created', environment.id, key.record), ending] }
  })
}

function expiryOf(ports: Ports, text: string | undefined): number | null {
  if (text === undefined) return null
  const expires_at = Date.parse(text)
  if (expires_at > ports.now()) return expires_at
  const error = { param: '/expires_at', code: 'too_small', message: 'is in the past' }
  throw new Failure('values_invalid', { errors: [error] })
}

/**
 * Finds the API key that a request carries. The checksum in a key shows a typo before the database is asked.
 * @throws Failure api_key_invalid
 */
export async function authenticateApiKey(ports: Ports, unverified_key: string, address: string): Promise<ApiKeyRecord> {
  if (!isApiKey(unverified_key)) throw new Failure('api_key_invalid')
  const record = await ports.stores.api_keys.byHash(ports.keys.sha256(unverified_key))
  const now = ports.now()
  if (!record || record.revoked_at !== null || (record.expires_at !== null && record.expires_at <= now)) {
    throw new Failure('api_key_invalid')
  }
  ports.noteUse(record, (at) => ports.stores.api_keys.touch(record.id, at, address))
  return record
}

/** @throws Failure resource_missing, scope_missing, api_key_outlives_caller */
export function revokeApiKey(
  work: Work,
  environment_id: Id<'env'>,
  id: Id<'key'>,
  authority: Authority,
): Promise<void> {
  const { ports } = work
  return change(work, async () => {
    const record = found(await ports.stores.api_keys.get(environment_id, id))
    checkAuthority(authority, record)
    const events = [apiKeyEvent('api_key.revoked', environment_id, record)]
    return {
      writes: [ports.stores.api_keys.revoke(environment_id, id, ports.now())],
      result: undefined,
      events,
    }
  })
}

function apiKeyEvent(
  type: NewEventOf<'api_key'>['type'],
  environment_id: Id<'env'>,
  record: ApiKeyRecord,
): NewEventOf<'api_key'> {
  return { type, environment_id, object: presentApiKey(record) }
}
