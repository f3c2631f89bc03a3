/** Environments, over HTTP: how one is printed, and what each operation calls. */
import type { Contract } from '@gatehouse/sdk/contract/contract'
import type { Environment } from '@gatehouse/sdk/contract/environments'
import { scopes } from '@gatehouse/sdk/contract/scopes'
import { createApiKey } from '../../domain/api-keys.ts'
import { found } from '../../domain/change.ts'
import { createEnvironment, issuerOf } from '../../domain/environments.ts'
import type { Ports } from '../../domain/ports.ts'
import type { EnvironmentRecord } from '../../domain/records.ts'
import { presentApiKey } from './api-keys.ts'
import { type Handlers, versioned } from './call.ts'
import { presentPage, time } from './present.ts'

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

export const environmentsHandlers: Handlers<Contract['environments']> = {
  list: async ({ ports, query }) => ({
    body: presentPage(await ports.stores.environments.list(query), (record) => presentEnvironment(ports, record)),
  }),
  create: async ({ ports, body }) => {
    const record = await createEnvironment(ports, body)
    return versioned(record, presentEnvironment(ports, record))
  },
  createApiKey: async ({ ports, params, body }) => {
    const environment = found(await ports.stores.environments.get(params.environment_id))
    const { record, secret } = await createApiKey(ports, environment, body, scopes)
    return { body: { ...presentApiKey(record), secret } }
  },
}
