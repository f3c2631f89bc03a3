/** Starts the least work of single requests (bench/reference) on a copy of a gateway's database. */
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { sqliteDatabase } from '../machinery/database.ts'
import { freePort, startNode } from '../machinery/process.ts'
import type { Target } from '../machinery/target.ts'
import { code_verifier, redirect_uri } from './client.ts'

const pathOf = (url: string): string => url.slice('sqlite:'.length)

export async function startReference(gatewayDatabase: string): Promise<Target> {
  const copy = sqliteDatabase()
  const source = new DatabaseSync(pathOf(gatewayDatabase), { readOnly: true })
  source.prepare('vacuum into ?').run(pathOf(copy.url))
  source.close()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const program = fileURLToPath(new URL('../reference/reference.ts', import.meta.url))
  const settings = JSON.stringify({ port, database: pathOf(copy.url) })
  const { pid, stop } = await startNode([program], { REFERENCE: settings }, 'ready')
  return {
    name: 'the least',
    pid,
    database_pid: null,
    authorize: '', // it has no sign-ins
    token: `${url}/token`,
    userinfo: `${url}/userinfo`,
    introspection: `${url}/introspect`,
    client_id: 'reference',
    client_secret: 'reference',
    redirect_uri,
    code_verifier,
    client_authentication: 'basic',
    stop: async () => {
      await stop()
      await copy.close()
    },
  }
}
