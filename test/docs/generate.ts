/** `npm run generate`: writes the documents and schemas that are printed from code. */
import { writeFileSync } from 'node:fs'
import type { Engine } from '../../packages/gateway/src/storage/engine/engine.ts'
import { openPostgres } from '../../packages/gateway/src/storage/engine/postgres/postgres.ts'
import { openSqlite } from '../../packages/gateway/src/storage/engine/sqlite.ts'
import { startPostgres } from '../../packages/gateway/test/postgres-cluster.ts'
import { printSchema, schemaPaths } from '../../packages/gateway/test/schema.ts'
import { generatedDocuments } from './generated.ts'

const root = new URL('../../', import.meta.url)
const write = (path: string, text: string): void => writeFileSync(new URL(path, root), text)

async function writeSchema(engine: Engine): Promise<void> {
  write(schemaPaths[engine.dialect], await printSchema(engine))
  await engine.close()
}

for (const [path, text] of Object.entries(generatedDocuments())) write(path, text)
await writeSchema(openSqlite(':memory:'))
const cluster = await startPostgres().catch((error: Error) => {
  process.stderr.write(`generate: ${schemaPaths.postgres} is left unchanged: ${error.message}\n`)
})
if (cluster) await writeSchema(openPostgres(cluster.url)).finally(cluster.close)
