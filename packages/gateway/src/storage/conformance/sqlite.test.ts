import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { printSchema } from '../../../test/schema.ts'
import { openSqlite } from '../engine/sqlite.ts'
import { storageCredentials } from './credential-stores.ts'
import { storageMigrations } from './every-migration.ts'
import { storageConformance } from './every-store.ts'
import { storageGroups } from './group-stores.ts'
import { storageInvitations } from './invitation-stores.ts'
import { storageIsolation } from './isolation.ts'
import { storageOrganizations } from './organization-stores.ts'
import { storagePeople } from './people-stores.ts'
import { storageRaces } from './races.ts'
import { storageTokens } from './token-stores.ts'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-storage-'))
afterAll(() => rmSync(folder, { recursive: true }))

storageConformance('SQLite in memory', async () => openSqlite(':memory:'))
storageConformance('SQLite in a file', async () => openSqlite(join(folder, 'conformance.db')))
storageCredentials('SQLite', async () => openSqlite(':memory:'))
storagePeople('SQLite', async () => openSqlite(':memory:'))
storageInvitations('SQLite', async () => openSqlite(':memory:'))
storageGroups('SQLite', async () => openSqlite(':memory:'))
storageOrganizations('SQLite', async () => openSqlite(':memory:'))
storageTokens('SQLite', async () => openSqlite(':memory:'))
storageIsolation('SQLite', async () => openSqlite(':memory:'))
storageRaces('SQLite', async () => openSqlite(':memory:'))

it('schema/sqlite.sql is fresh (npm run generate)', async () => {
  const engine = openSqlite(':memory:')
  expect(readFileSync(new URL('../schema/sqlite.sql', import.meta.url), 'utf8')).toBe(await printSchema(engine))
  await engine.close()
})

describe('a SQLite file', () => {
  it('can be read by its owner only', () => {
    expect(statSync(join(folder, 'conformance.db')).mode & 0o077).toBe(0)
  })
})

let files = 0
storageMigrations('SQLite', async (which) => {
  if (which === 'new') files += 1
  return openSqlite(join(folder, `migrations-${files}.db`))
})
