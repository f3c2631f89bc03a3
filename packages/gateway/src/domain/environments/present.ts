/** The public form of environments, API keys and signing keys. */
import { time, timeOrNull } from '@gatehouse-sso/core/time'
import type { ApiKey } from '@gatehouse-sso/sdk/contract/api-keys'
import type { Environment } from '@gatehouse-sso/sdk/contract/environments'
import type { SigningKey } from '@gatehouse-sso/sdk/contract/signing-keys'
import type { Ports } from '../ports/ports.ts'
import type { ApiKeyRecord } from '../stores/api-keys.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { SigningKeyRecord } from '../stores/signing-keys.ts'
import { issuerOf } from './addresses.ts'

export function presentEnvironment(ports: Ports, record: EnvironmentRecord): Environment {
  const { id, name, slug, kind, is_default, created_at, updated_at } = record
  return {
    object: 'environment',
    id,
    name,
    slug,
    kind,
    is_default,
    issuer: issuerOf(ports, record),
    created_at: time(created_at),
    updated_at: time(updated_at),
  }
}

export function presentApiKey(record: ApiKeyRecord): ApiKey {
  const { id, name, hint, scopes, expires_at, last_used_at, last_used_address, created_at } = record
  return {
    object: 'api_key',
    id,
    name,
    hint,
    scopes: [...scopes],
    expires_at: timeOrNull(expires_at),
    last_used_at: timeOrNull(last_used_at),
    last_used_address,
    created_at: time(created_at),
  }
}

export function presentSigningKey({ id, alg, state, created_at, changed_at }: SigningKeyRecord): SigningKey {
  return { object: 'signing_key', id, alg, state, created_at: time(created_at), changed_at: time(changed_at) }
}
