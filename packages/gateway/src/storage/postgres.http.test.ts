import { newDatabase } from '../../test/postgres-database.ts'
import { storageConformance } from '../../test/storage-conformance.ts'
import { storageMigrations } from '../../test/storage-migrations.ts'
import { storageRaces } from '../../test/storage-races.ts'
import { storageTokens } from '../../test/storage-tokens.ts'
import { openPostgres } from './postgres.ts'

storageConformance('PostgreSQL', async () => openPostgres(await newDatabase()))
storageTokens('PostgreSQL', async () => openPostgres(await newDatabase()))
storageRaces('PostgreSQL', async () => openPostgres(await newDatabase()))

let database_url = ''
storageMigrations('PostgreSQL', async (which) => {
  if (which === 'new') database_url = await newDatabase()
  return openPostgres(database_url)
})
