/** API keys, over HTTP: each operation as a call of the domain. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { createApiKey, revokeApiKey, rotateApiKey } from '../../domain/environments/api-keys.ts'
import { presentApiKey } from '../../domain/environments/present.ts'
import { found } from '../../domain/work/change.ts'
import { environmentOf, type Handlers, nothing } from './call.ts'
import { presentPage } from './present.ts'
import { authorityOf } from './principal.ts'

export const apiKeysHandlers: Handlers<Contract['apiKeys']> = {
  list: async (call) => ({
    body: presentPage(await call.work.ports.stores.api_keys.list(environmentOf(call).id, call.query), presentApiKey),
  }),
  get: async (call) => {
    const record = await call.work.ports.stores.api_keys.get(environmentOf(call).id, call.params.api_key_id)
    return { body: presentApiKey(found(record)) }
  },
  create: async (call) => {
    const { work, principal, body } = call
    const { record, secret } = await createApiKey(work, environmentOf(call), body, authorityOf(principal))
    return { body: { ...presentApiKey(record), secret } }
  },
  rotate: async (call) => {
    const { work, principal, params, body } = call
    const { record, secret } = await rotateApiKey(
      work,
      environmentOf(call),
      params.api_key_id,
      body,
      authorityOf(principal),
    )
    return { body: { ...presentApiKey(record), secret } }
  },
  revoke: async (call) => {
    await revokeApiKey(call.work, environmentOf(call).id, call.params.api_key_id, authorityOf(call.principal))
    return nothing
  },
}
