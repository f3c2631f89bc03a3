/** Environments, over HTTP: each operation as a call of the domain. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { createApiKey } from '../../domain/environments/api-keys.ts'
import { createEnvironment, updateEnvironment } from '../../domain/environments/environments.ts'
import { presentApiKey, presentEnvironment } from '../../domain/environments/present.ts'
import { found } from '../../domain/work/change.ts'
import { type Handlers, versioned } from './call.ts'
import { presentPage } from './present.ts'
import { authorityOf } from './principal.ts'

export const environmentsHandlers: Handlers<Contract['environments']> = {
  list: async ({ work, query }) => ({
    body: presentPage(await work.ports.stores.environments.list(query), (record) =>
      presentEnvironment(work.ports.public_url, record),
    ),
  }),
  get: async ({ work, params }) => {
    const record = found(await work.ports.stores.environments.get(params.environment_id))
    return versioned(record, presentEnvironment(work.ports.public_url, record))
  },
  create: async ({ work, body }) => {
    const record = await createEnvironment(work, body)
    return versioned(record, presentEnvironment(work.ports.public_url, record))
  },
  update: async ({ work, params, body, version }) => {
    const record = await updateEnvironment(work, params.environment_id, body, version)
    return versioned(record, presentEnvironment(work.ports.public_url, record))
  },
  createApiKey: async ({ work, principal, params, body }) => {
    const environment = found(await work.ports.stores.environments.get(params.environment_id))
    const { record, secret } = await createApiKey(work, environment, body, authorityOf(principal))
    return { body: { ...presentApiKey(record), secret } }
  },
}
