/** The peers in bench/peers. `npm run bench:peers` installs them; they are never a dependency of the product. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Context } from '../machinery/context.ts'
import { type Database, postgresDatabase, sqliteDatabase } from '../machinery/database.ts'
import { freePort, startNode } from '../machinery/process.ts'
import type { Profiler } from '../machinery/profile.ts'
import type { Target } from '../machinery/target.ts'
import { authorizationQuery, code_verifier, redirect_uri, upstream } from './client.ts'

/** The data that a peer prints when it is ready. */
interface Told {
  readonly client_id: string
  readonly client_secret: string
  readonly paths?: { readonly authorize: string; readonly token: string; readonly userinfo: string }
  /** `false` if it gives no codes to other applications. */
  readonly gives_codes?: false
}

export interface Peer {
  readonly name: string
  readonly program: string
  readonly database?: () => Database | Promise<Database>
}

export const peers: readonly Peer[] = [
  { name: 'saml-jackson, memory', program: 'saml-jackson' },
  { name: 'saml-jackson, postgres', program: 'saml-jackson', database: postgresDatabase },
  { name: 'oidc-provider, memory', program: 'oidc-provider' },
  { name: 'better-auth, sqlite', program: 'better-auth', database: sqliteDatabase },
]

const folder = new URL('../peers/', import.meta.url)

export async function startPeers({ idp, say }: Context): Promise<readonly Target[]> {
  const targets: Target[] = []
  for (const peer of peers) {
    say(`starting ${peer.name}`)
    targets.push(await startPeer(idp, peer))
  }
  return targets
}

/** @param profiler loaded before the peer */
export async function startPeer(
  idp: string,
  { name, program, database: make }: Peer,
  profiler?: Pick<Profiler, 'node_arguments' | 'variables'>,
): Promise<Target> {
  if (!existsSync(new URL('node_modules', folder))) throw new Error('the peers are not installed: npm run bench:peers')
  const database = await make?.()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const answers = mkdtempSync(join(tmpdir(), 'gatehouse-peer-'))
  const answer = join(answers, 'answer.json')
  const address = database?.url.replace(/^sqlite:/, '') ?? null
  const settings = JSON.stringify({ idp, url, redirect_uri, upstream, database: address, answer })
  const { pid, stop } = await startNode(
    [...(profiler?.node_arguments ?? []), fileURLToPath(new URL(`${program}.js`, folder))],
    { PEER: settings, DO_NOT_TRACK: '1', ...profiler?.variables },
    'ready',
  )
  const told = JSON.parse(readFileSync(answer, 'utf8')) as Told
  rmSync(answers, { recursive: true })
  const { authorize, token, userinfo } = told.paths ?? {
    authorize: '/authorize',
    token: '/token',
    userinfo: '/userinfo',
  }
  return {
    name,
    pid,
    database_pid: database?.pid ?? null,
    authorize: `${url}${authorize}?${authorizationQuery(told.client_id)}`,
    token: `${url}${token}`,
    userinfo: `${url}${userinfo}`,
    introspection: null,
    client_id: told.client_id,
    client_secret: told.client_secret,
    redirect_uri,
    code_verifier,
    client_authentication: 'basic',
    gives_codes: told.gives_codes ?? true,
    stop: async () => {
      await stop()
      await database?.close()
    },
  }
}
