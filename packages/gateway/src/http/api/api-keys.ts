/** API keys, over HTTP: how one is printed, and what each operation calls. */

import type { ApiKey } from '@gatehouse/sdk/contract/api-keys'
import type { Contract } from '@gatehouse/sdk/contract/contract'
import { createApiKey, revokeApiKey } from '../../domain/api-keys.ts'
import type { ApiKeyRecord } from '../../domain/records.ts'
import { environmentOf, type Handlers, nothing } from './call.ts'
import { presentPage, time, timeOrNull } from './present.ts'

export function presentApiKey(record: ApiKeyRecord): ApiKey {
  const { id, name, hint, scopes, expires_at, last_used_at, created_at } = record
  return {
    object: 'api_key',
    id,
    name,
    hint,
    scopes: [...scopes],
    expires_at: timeOrNull(expires_at),
    last_used_at: timeOrNull(last_used_at),
    created_at: time(created_at),
  }
}

export const apiKeysHandlers: Handlers<Contract['apiKeys']> = {
  list: async (call) => ({
    body: presentPage(await call.ports.stores.api_keys.list(environmentOf(call).id, call.query), presentApiKey),
  }),
  create: async (call) => {
    const { ports, principal, body } = call
    const granted = principal.kind === 'api_key' ? principal.scopes : []
    const { record, secret } = await createApiKey(ports, environmentOf(call), body, granted)
    return { body: { ...presentApiKey(record), secret } }
  },
  revoke: async (call) => {
    await revokeApiKey(call.ports, environmentOf(call).id, call.params.api_key_id)
    return nothing
  },
}
