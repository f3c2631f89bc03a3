/** The floor (bench/floor), started. */
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { type EngineName, newDatabase } from '../machinery/database.ts'
import { freePort, startNode } from '../machinery/process.ts'
import type { Target } from '../machinery/target.ts'
import { authorizationQuery, code_verifier, redirect_uri } from './client.ts'

export interface Build {
  readonly alg: 'RS256' | 'ES256'
  readonly engine: EngineName
}

export async function startFloor(idp: string, { alg, engine }: Build): Promise<Target> {
  const database = await newDatabase(engine)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const client_id = 'floor-client'
  const client_secret = randomBytes(32).toString('base64url')
  const settings = { port, idp, alg, database: database.url, client_id, client_secret, redirect_uri }
  const program = fileURLToPath(new URL('../floor/floor.ts', import.meta.url))
  const { pid, stop } = await startNode([program], { FLOOR: JSON.stringify(settings) }, 'ready')
  return {
    name: `floor, ${alg}, ${engine}`,
    pid,
    database_pid: database.pid,
    authorize: `${url}/authorize?${authorizationQuery(client_id)}`,
    token: `${url}/token`,
    userinfo: `${url}/userinfo`,
    introspection: null,
    client_id,
    client_secret,
    redirect_uri,
    code_verifier,
    client_authentication: 'basic',
    stop: async () => {
      await stop()
      await database.close()
    },
  }
}
