/**
 * Connects a process to PostgreSQL by its URL. The limits make a missing database fail quickly, so that requests do not
 * queue up.
 *
 *   10 connections for requests and jobs, 1 that follows the configuration
 *   1 s    to get a connection
 *   1.5 s  for a statement, on the server; 1.9 s for a whole unit or read, here, so that every answer comes within 2 s
 *   10 min for slow statements: migrations, deleting an organization
 *   50 ms  for a lock and 0.5 s for a statement while several requests share a transaction; then each runs alone
 *   5 s    for an idle transaction, so that a stopped process does not hold locks
 *
 * Connect directly, or through a pooler in session mode: prepared statements and LISTEN belong to a connection.
 */
import { readFileSync } from 'node:fs'
import { Failure } from '@gatehouse-sso/core/failure'
import type { ClientConfig, CustomTypesConfig } from 'pg'

export const limits = {
  connections: 10,
  connect_ms: 1_000,
  statement_ms: 1_500,
  answer_ms: 1_900,
  slow_ms: 600_000,
  /** For a lock and for a statement, while several requests share a transaction. Beyond it each request runs alone. */
  shared_lock_ms: 50,
  shared_statement_ms: 500,
  idle_in_transaction_ms: 5_000,
  /** An idle connection is closed after this time. */
  idle_ms: 30_000,
  /** No connection lives longer, so that a process notices when the server's address changes. */
  lifetime_seconds: 1_800,
} as const

/**
 * Nearly every statement finds its rows by an index. plans.http.test.ts proves it on SQLite, which has the same
 * indexes, and names the exceptions. PostgreSQL plans a statement once for each connection and keeps the plan until the
 * table is analyzed. A plan made while the table was nearly empty would keep scanning the whole table: three times the
 * work of the read behind every token. JIT is off because no statement here is worth compiling, and because the cost
 * penalty of `enable_seqscan=off` would trigger it.
 */
const planning = '-c enable_seqscan=off -c jit=off'

/** The type numbers of int8 and int4; all other columns are text. */
export const numberTypes: readonly number[] = [20, 23]
const asText = (text: string): string => text
const types = {
  getTypeParser: (type: number) => (numberTypes.includes(type) ? Number : asText),
} as CustomTypesConfig

/** @throws Failure setting_invalid; it never shows the URL, which may hold a password */
export function connectionOf(database_url: string): ClientConfig {
  // A URL parser silently drops everything after #: half a password, or sslmode.
  if (database_url.includes('#')) refuse('%23 for a number sign')
  const url = URL.canParse(database_url) ? new URL(database_url) : refuse('an address: postgres://user@host:5432/name')
  const names = [...url.searchParams.keys()]
  if (new Set(names).size < names.length) refuse('each parameter once')
  const { host, port, sslmode, sslrootcert, sslcert, sslkey, options, application_name, ...others } =
    Object.fromEntries(url.searchParams)
  const [unknown] = Object.keys(others)
  if (unknown === 'schema') refuse('no parameter schema; a schema is named by options=-c%20search_path%3Dname')
  if (unknown !== undefined) refuse(`no parameter ${unknown.slice(0, 50)}`)
  if ((sslcert === undefined) !== (sslkey === undefined)) refuse('sslcert and sslkey together')
  return {
    host: host ?? url.hostname.replace(/^\[|\]$/g, ''),
    port: portOf(port ?? (url.port || '5432')),
    user: decoded(url.username),
    password: decoded(url.password),
    database: decoded(url.pathname.slice(1)),
    ssl: tlsOf(sslmode, {
      ca: readPem(sslrootcert, 'CERTIFICATE'),
      cert: readPem(sslcert, 'CERTIFICATE'),
      key: readPem(sslkey, 'PRIVATE KEY'),
    }),
    options: options === undefined ? planning : `${planning} ${options}`,
    application_name: application_name ?? 'gatehouse',
    connectionTimeoutMillis: limits.connect_ms,
    statement_timeout: limits.statement_ms,
    idle_in_transaction_session_timeout: limits.idle_in_transaction_ms,
    keepAlive: true,
    types,
  }
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65_535 ? port : refuse('a port from 1 to 65535')
}

function decoded(text: string): string | undefined {
  let plain: string
  try {
    plain = decodeURIComponent(text)
  } catch {
    return refuse('%25 for a percent sign')
  }
  // In the protocol of PostgreSQL a NUL ends a text.
  if (plain.includes('\0')) refuse('no NUL')
  return plain || undefined
}

interface Certificates {
  readonly ca: string | undefined
  readonly cert: string | undefined
  readonly key: string | undefined
}

/**
 * The meaning that libpq gives each mode, postgresql.org/docs/current/libpq-ssl.html. The modes `allow` and `prefer`
 * are refused: an attacker on the network can make them fall back to a connection without TLS.
 */
function tlsOf(sslmode = 'disable', certificates: Certificates): ClientConfig['ssl'] {
  const given = Object.fromEntries(Object.entries(certificates).filter(([, pem]) => pem !== undefined))
  const anyName = { checkServerIdentity: () => undefined }
  switch (sslmode) {
    case 'disable':
      return false
    case 'require':
      return certificates.ca === undefined ? { ...given, rejectUnauthorized: false } : { ...given, ...anyName }
    case 'verify-ca':
      if (certificates.ca === undefined) refuse('sslrootcert with sslmode=verify-ca')
      return { ...given, ...anyName }
    case 'verify-full':
      return given
    default:
      return refuse('sslmode=disable, require, verify-ca or verify-full')
  }
}

/** @param kind the block that the file must have. OpenSSL accepts a file of authorities without one, and then trusts no CA. */
function readPem(path: string | undefined, kind: 'CERTIFICATE' | 'PRIVATE KEY'): string | undefined {
  if (path === undefined) return undefined
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return refuse(`a file that can be read: ${path}`)
  }
  return text.includes(`${kind}-----`) ? text : refuse(`a ${kind.toLowerCase()} in PEM: ${path}`)
}

function refuse(expected: string): never {
  throw new Failure('setting_invalid', { param: 'GATEHOUSE_DATABASE_URL', expected })
}
