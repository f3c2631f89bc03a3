/** Creates a new database for a suite, in the cluster of this test run. It is deleted with the cluster. */
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Client } from 'pg'
import { inject } from 'vitest'
import { newestBinaries } from './postgres-cluster.ts'

/** @param cluster the address of another cluster than that of the run */
export async function newDatabase(cluster = inject('postgres_url')): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(cluster, `create database ${name}`)
  const url = new URL(cluster)
  url.pathname = `/${name}`
  return url.href
}

/** Runs one statement as the owner of a database. */
export async function administer(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Reads one value without a turn of the event loop. */
export function readNow(url: string, sql: string): string {
  return execFileSync(join(newestBinaries(), 'psql'), ['-AXtc', sql, url], { encoding: 'utf8' }).trim()
}
