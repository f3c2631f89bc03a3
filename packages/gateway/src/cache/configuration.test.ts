import type { Id } from '@gatehouse-sso/core/ids'
import { describe, expect, it } from 'vitest'
import type { Stores } from '../domain/stores/stores.ts'
import { cachedConfiguration } from './configuration.ts'

const environment_id: Id<'env'> = 'env_1'
const row = (name: string) => ({ id: 'conn_1' as const, environment_id, name })

/** Stores with one organization and its one connection, which count the reads of the connection alone. */
function open(duringRead: () => void = () => undefined) {
  const seen = { name: 'before', reads: 0 }
  const stores = {
    in: (environment: string) => ({
      organizations: {
        configured: async () => ({ id: 'org_1', environment_id, known_groups: [], verified_domains: [] }),
      },
      credentials: { ofConnection: async () => (environment === environment_id ? ['a secret'] : []) },
      connections: {
        ofOrganization: async () => {
          const rows = [row(seen.name)]
          duringRead()
          return rows
        },
        get: async () => {
          seen.reads += 1
          return row(seen.name)
        },
      },
    }),
  } as unknown as Stores
  const configuration = cachedConfiguration(stores, () => undefined)
  const nameOf = async () => (await configuration.connection(environment_id, 'conn_1'))?.connection.name
  return { configuration, seen, nameOf }
}

describe('a connection whose organization was read', () => {
  it('is not read again', async () => {
    const { configuration, seen, nameOf } = open()
    await configuration.organization(environment_id, 'org_1')
    expect(await nameOf()).toBe('before')
    expect(seen.reads).toBe(0)
  })

  it('is read again after a change', async () => {
    const { configuration, seen, nameOf } = open()
    await configuration.organization(environment_id, 'org_1')
    seen.name = 'after'
    configuration.invalidate(['connection:conn_1'])
    expect(await nameOf()).toBe('after')
    expect(seen.reads).toBe(1)
  })

  it('is read again when it changed during that read', async () => {
    const { configuration, seen, nameOf } = open(() => {
      seen.name = 'after'
      configuration.invalidate(['connection:conn_1'])
    })
    await configuration.organization(environment_id, 'org_1')
    expect(await nameOf()).toBe('after')
    expect(seen.reads).toBe(1)
  })

  it('belongs to no other environment', async () => {
    const { configuration } = open()
    await configuration.organization(environment_id, 'org_1')
    expect(await configuration.connection('env_2', 'conn_1')).toBeUndefined()
    expect((await configuration.connection(environment_id, 'conn_1'))?.credentials).toEqual(['a secret'])
  })
})
