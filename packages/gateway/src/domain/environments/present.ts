/** The public form of environments, API keys and signing keys. */
import { isoTime, isoTimeOrNull } from '@gatehouse-sso/core/time'
import type { ApiKey } from '@gatehouse-sso/sdk/contract/api-keys'
import type { Environment } from '@gatehouse-sso/sdk/contract/environments'
import type { SigningKey } from '@gatehouse-sso/sdk/contract/signing-keys'
import type { ApiKeyRecord } from '../stores/api-keys.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { SigningKeyRecord } from '../stores/signing-keys.ts'
import { issuerOf } from './addresses.ts'

export function presentEnvironment(public_url: string, record: EnvironmentRecord): Environment {
  const { id, name, slug, kind, is_default, trace_days, callback_aliases, created_at, updated_at } = record
  const { suggested_application_name } = record
  return {
    object: 'environment',
    id,
    name,
    slug,
    kind,
    is_default,
    issuer: issuerOf(public_url, record),
    trace_days,
    suggested_application_name,
    callback_aliases: callback_aliases.map(({ path, either_slash }) => ({ path, either_slash })),
    created_at: isoTime(created_at),
    updated_at: isoTime(updated_at),
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
    expires_at: isoTimeOrNull(expires_at),
    last_used_at: isoTimeOrNull(last_used_at),
    last_used_address,
    created_at: isoTime(created_at),
  }
}

export function presentSigningKey({ id, alg, state, created_at, changed_at }: SigningKeyRecord): SigningKey {
  return { object: 'signing_key', id, alg, state, created_at: isoTime(created_at), changed_at: isoTime(changed_at) }
}
