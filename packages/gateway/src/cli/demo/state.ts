/**
 * The files that the demonstration keeps between starts in `.gatehouse/demo`: the database, its keys, demo.json for
 * your own experiments, and demo.env for the command line. Only their owner can read files with secrets.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { DemoPerson } from './directory.ts'

/** The facts about a running demonstration, as written to demo.json. */
export interface Demo {
  readonly process_id: number
  readonly issuer: string
  readonly api_url: string
  readonly api_key: string
  readonly environment_id: string
  readonly organization_id: string
  readonly connection_id: string
  readonly application: { readonly client_id: string; readonly client_secret: string; readonly redirect_uri: string }
  readonly app_url: string
  /** A link that opens the console once, as its owner. It is made at each start. */
  readonly console_url: string
  /** The setup link of the second organization. */
  readonly setup_url: string
  /** The page of faults. */
  readonly faults_url: string
  readonly emulator: {
    readonly url: string
    readonly tenant_id: string
    readonly client_id: string
    readonly client_secret: string
    readonly admin_url: string
  }
  readonly users: readonly DemoPerson[]
}

/** Secrets that are made at the first start. */
export interface Keys {
  readonly master_key: string
  readonly installation_key: string
  /** The client secret of the gateway at the emulator. */
  readonly upstream_secret: string
  /** Signs the cookies of the sample application. */
  readonly app_session_key: string
}

export interface StateFolder {
  readonly path: string
  readonly database_url: string
  /** The keys of an earlier start; `undefined` when they are missing or incomplete, and everything is created again. */
  readKeys(): Keys | undefined
  writeKeys(keys: Keys): void
  readDemo(): Demo | undefined
  writeDemo(demo: Demo): void
}

/** @param root the folder in which the demonstration runs */
export function stateFolder(root: string): StateFolder {
  const path = resolve(root, '.gatehouse/demo')
  const database = join(path, 'gatehouse.db')
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const read = <T>(name: string): T | undefined => {
    try {
      return JSON.parse(readFileSync(join(path, name), 'utf8')) as T
    } catch {
      return undefined // missing or cut short: it is created again
    }
  }
  const write = (name: string, value: unknown): void =>
    writeFileSync(join(path, name), `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  return {
    path,
    database_url: `sqlite:${database}`,
    readKeys() {
      const isMade = (statSync(database, { throwIfNoEntry: false })?.size ?? 0) > 0
      const keys = isMade ? read<Keys>('keys.json') : undefined
      // The lock is held by this process already.
      const old = keys ? [] : readdirSync(path).filter((name) => !name.startsWith('gatehouse.db-lock'))
      for (const name of old) rmSync(join(path, name), { recursive: true })
      return keys
    },
    writeKeys: (keys) => write('keys.json', keys),
    readDemo: () => read<Demo>('demo.json'),
    writeDemo(demo) {
      write('demo.json', demo)
      const lines = [`export GATEHOUSE_BASE_URL=${demo.issuer}`, `export GATEHOUSE_API_KEY=${demo.api_key}`]
      writeFileSync(join(path, 'demo.env'), `${lines.join('\n')}\n`, { mode: 0o600 })
    },
  }
}
