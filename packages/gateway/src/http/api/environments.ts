/** Environments, over HTTP: what each operation calls. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { scopes } from '@gatehouse-sso/sdk/contract/scopes'
import { createApiKey } from '../../domain/environments/api-keys.ts'
import { createEnvironment, updateEnvironment } from '../../domain/environments/environments.ts'
import { presentApiKey, presentEnvironment } from '../../domain/environments/present.ts'
import { found } from '../../domain/work/change.ts'
import { type Handlers, versioned } from './call.ts'
import { presentPage } from './present.ts'

export const environmentsHandlers: Handlers<Contract['environments']> = {
  list: async ({ ports, query }) => ({
    body: presentPage(await ports.stores.environments.list(query), (record) => presentEnvironment(ports, record)),
  }),
  get: async ({ ports, params }) => {
    const record = found(await ports.stores.environments.get(params.environment_id))
    return versioned(record, presentEnvironment(ports, record))
  },
  create: async ({ ports, body }) => {
    const record = await createEnvironment(ports, body)
    return versioned(record, presentEnvironment(ports, record))
  },
  update: async ({ ports, params, body, version }) => {
    const record = await updateEnvironment(ports, params.environment_id, body, version)
    return versioned(record, presentEnvironment(ports, record))
  },
  createApiKey: async ({ ports, params, body }) => {
    const environment = found(await ports.stores.environments.get(params.environment_id))
    const { record, secret } = await createApiKey(ports, environment, body, scopes)
    return { body: { ...presentApiKey(record), secret } }
  },
}
