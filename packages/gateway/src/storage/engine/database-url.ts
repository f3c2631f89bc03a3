/** Reads the setting that names the database, both for the check of the settings and for the start. */
import { statSync } from 'node:fs'
import { Failure } from '@gatehouse-sso/core/failure'
import { connectionOf } from './postgres/connection.ts'

export type DatabaseAddress =
  | { readonly engine: 'sqlite'; readonly path: string }
  | { readonly engine: 'postgres'; readonly url: string }

/**
 * @param text `sqlite:` and a path, or `postgres://…`
 * @throws Failure setting_invalid; it never shows an address of PostgreSQL, which has a password
 */
export function parseDatabaseUrl(text: string): DatabaseAddress {
  if (/^postgres(ql)?:\/\//.test(text)) {
    connectionOf(text)
    return { engine: 'postgres', url: text }
  }
  const [, path] = /^sqlite:(?:\/\/)?(.*)$/s.exec(text) ?? []
  if (path === undefined) throw refusal('sqlite: and the path of a file, or postgres://user@host:5432/name')
  if (path === '') throw refusal('the path of a file behind sqlite:')
  // Options behind `?` would become part of the name, and a new, empty database would be opened.
  if (/[?#\0]/.test(path)) throw refusal('a path without ? and #', path)
  if (path !== ':memory:' && (path.endsWith('/') || isFolder(path))) throw refusal('a file, not a folder', path)
  return { engine: 'sqlite', path }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

/** A file that SQLite could not open. */
export function unusableFile(path: string, cause: unknown): Failure {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return refusal('an SQLite database in a folder that can be written to', `${path}: ${reason}`, cause)
}

function refusal(expected: string, received?: string, cause?: unknown): Failure {
  return new Failure('setting_invalid', {
    param: 'GATEHOUSE_DATABASE_URL',
    expected,
    ...(received === undefined ? {} : { received: received.slice(0, 300) }),
    cause,
  })
}
