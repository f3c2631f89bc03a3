import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { newDatabase } from '../../../test/postgres-database.ts'
import { printSchema } from '../../../test/schema.ts'
import { openPostgres } from '../engine/postgres/postgres.ts'
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

storageConformance('PostgreSQL', async () => openPostgres(await newDatabase()))
storageCredentials('PostgreSQL', async () => openPostgres(await newDatabase()))
storagePeople('PostgreSQL', async () => openPostgres(await newDatabase()))
storageInvitations('PostgreSQL', async () => openPostgres(await newDatabase()))
storageGroups('PostgreSQL', async () => openPostgres(await newDatabase()))
storageOrganizations('PostgreSQL', async () => openPostgres(await newDatabase()))
storageTokens('PostgreSQL', async () => openPostgres(await newDatabase()))
storageIsolation('PostgreSQL', async () => openPostgres(await newDatabase()))
storageRaces('PostgreSQL', async () => openPostgres(await newDatabase()))

it('schema/postgres.sql is fresh (npm run generate)', async () => {
  const engine = openPostgres(await newDatabase())
  expect(readFileSync(new URL('../schema/postgres.sql', import.meta.url), 'utf8')).toBe(await printSchema(engine))
  await engine.close()
})

let database_url = ''
storageMigrations('PostgreSQL', async (which) => {
  if (which === 'new') database_url = await newDatabase()
  return openPostgres(database_url)
})
