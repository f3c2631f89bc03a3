/**
 * A private PostgreSQL for tests: made from the newest installed binaries in a folder of its own, on a port of its own,
 * as an unprivileged user, with `fsync` on, so that what a test says about durability is true. Texts sort by ICU there,
 * not by bytes, so that a column that relies on the default shows. A watchdog ends it with the process that started it,
 * however that ends.
 */
import { execFile, spawn } from 'node:child_process'
import { chownSync, globSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../src/testing/free-port.ts'

const run = promisify(execFile)

/** With everything in it that must be encoded in an address. */
const password = 'p@ss:w/rd%'

export interface PostgresCluster {
  /** Of the database `postgres`, for making others. */
  readonly url: string
  /** Folder of its Unix socket, and of `server.crt`. */
  readonly folder: string
  /** `fast`, as an operator restarts it: what is under way is broken off. `immediate`: a crash. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>
  start(): Promise<void>
  /** To all of its processes: it hangs, without closing a connection, and goes on. */
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

  const port = await freePort(0)
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

  // Waits for the end of its input, which is this process's end too. In a session of its own, so that what ends a group
  // of processes does not end it first.
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
          // A backend whose client has just left is gone by now.
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

/** Where the programs of the newest PostgreSQL are. */
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

/** The folder for temporary files, or the usual one when that user cannot reach it. */
function reachableFolder(account: Account | undefined): string {
  if (!account) return tmpdir()
  const open = (path: string): boolean =>
    (statSync(path).mode & 0o001) !== 0 && (path === dirname(path) || open(dirname(path)))
  return open(tmpdir()) ? tmpdir() : '/tmp'
}
