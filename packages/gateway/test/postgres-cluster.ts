/**
 * A private PostgreSQL for tests. It runs the newest installed binaries in its own folder, on its own port, as an
 * unprivileged user. `fsync` is on, so that tests of durability are true. Its default collation is ICU, not bytes, so
 * that a column which relies on the default shows. A watchdog stops it when the process that started it ends, in any
 * way.
 */
import { execFile, spawn } from 'node:child_process'
import { chownSync, globSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../src/testing/free-port.ts'

const run = promisify(execFile)

/** Contains the characters that must be encoded in an address. */
const password = 'p@ss:w/rd%'

export interface PostgresCluster {
  /** The address of the database `postgres`, for creating others. */
  readonly url: string
  /** The folder of its Unix socket and of `server.crt`. */
  readonly folder: string
  /** `fast`: a restart by an operator, which breaks off running statements. `immediate`: a crash. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>
  start(): Promise<void>
  /** Signals all of its processes. SIGSTOP makes it hang without closing connections; SIGCONT continues it. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void
  close(): Promise<void>
}

interface Account {
  readonly uid: number
  readonly gid: number
}

export async function startPostgres(): Promise<PostgresCluster> {
  const bin = newestBinaries()
  const account = unprivileged()
  const folder = mkdtempSync(join(reachableFolder(account), 'gatehouse-postgres-'))
  if (account) chownSync(folder, account.uid, account.gid)
  const data = join(folder, 'data')
  const options = { cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C' }, ...account }
  const tool = (name: string, ...args: string[]): Promise<unknown> => run(join(bin, name), args, options)

  const port = await freePort()
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password)
  await tool(
    'initdb',
    ...['-D', data, '-U', 'gatehouse', '-A', 'scram-sha-256', '--pwfile', passwordFile, '--no-sync', '-E', 'UTF8'],
    ...['--locale-provider=icu', '--icu-locale=en', '--locale=C'],
  )
  await run(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'].concat(
      ['-subj', '/CN=gatehouse', '-addext', 'subjectAltName=IP:127.0.0.1'],
      ['-keyout', 'server.key', '-out', 'server.crt'],
    ),
    options,
  )
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    ssl: 'on',
    ssl_cert_file: join(folder, 'server.crt'),
    ssl_key_file: join(folder, 'server.key'),
    shared_buffers: '32MB',
    max_connections: 200,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`)
  writeFileSync(join(data, 'postgresql.conf'), lines.join(''), { flag: 'a' })

  // The watchdog waits for the end of its input, which comes with the end of this process. It has its own session, so
  // that
  // a signal to the process group does not end it first.
  const clean = 'cat >/dev/null; "$0" stop -s -m immediate -D "$1/data"; rm -rf "$1"'
  const watchdog = spawn('sh', ['-c', clean, join(bin, 'pg_ctl'), folder], {
    ...options,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watchdog.unref()
  const input = watchdog.stdin as unknown as Socket
  input.unref()

  const cluster: PostgresCluster = {
    url: `postgres://gatehouse:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    folder,
    stop: async (mode = 'fast') => void (await tool('pg_ctl', 'stop', '-s', '-m', mode, '-D', data)),
    start: async () => void (await tool('pg_ctl', 'start', '-s', '-l', join(folder, 'log'), '-D', data)),
    signal(signal) {
      const [postmaster = ''] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
      const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ')
      for (const pid of [postmaster, ...children]) {
        try {
          process.kill(Number(pid), signal)
        } catch (error) {
          // A backend whose client has just left may already have ended.
          if (pid === postmaster || (error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
        }
      }
    },
    close: () =>
      new Promise((resolve) => {
        watchdog.ref()
        watchdog.once('exit', () => resolve())
        input.end()
      }),
  }
  try {
    await cluster.start()
    return cluster
  } catch (error) {
    const log = readFileSync(join(folder, 'log'), 'utf8')
    await cluster.close()
    throw new Error(`PostgreSQL did not start: ${log}`, { cause: error })
  }
}

/** The folder of the newest installed PostgreSQL programs. */
export function newestBinaries(): string {
  const version = (path: string): number => Number(/\/postgresql\/(\d+)/.exec(path)?.[1])
  const [newest] = globSync('/usr/lib/postgresql/*/bin/initdb').sort((a, b) => version(b) - version(a))
  if (newest === undefined) throw new Error('PostgreSQL is not installed: apt-get install postgresql')
  return dirname(newest)
}

/** PostgreSQL does not run as root. */
function unprivileged(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n')
  const line = ['postgres:', 'nobody:'].map((name) => accounts.find((entry) => entry.startsWith(name))).find(Boolean)
  const [, , uid, gid] = line?.split(':') ?? []
  return { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534) }
}

/** The folder for temporary files, or the usual one when the account cannot reach it. */
function reachableFolder(account: Account | undefined): string {
  if (!account) return tmpdir()
  const open = (path: string): boolean =>
    (statSync(path).mode & 0o001) !== 0 && (path === dirname(path) || open(dirname(path)))
  return open(tmpdir()) ? tmpdir() : '/tmp'
}
