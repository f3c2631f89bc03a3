/** A fresh database for a suite, in the cluster of this test run. It goes with the cluster. */
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'

/** @param cluster another one than that of the run */
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
