/**
 * Follows the configuration on its own connection, so that neither a busy pool nor a slow statement delays it. LISTEN
 * reports the commits of other processes. The version shows changes whose notice was missed. After a lost connection
 * the next read opens a new one, and the version shows what was missed meanwhile.
 */
import { Client, type ClientConfig } from 'pg'
import { parseNotice, versionChannel } from '../../configuration-version.ts'
import type { Notice, VersionSource } from '../engine.ts'
import { limits } from './connection.ts'
import { postgresFailure } from './errors.ts'

const readVersion = {
  name: 'configuration_version',
  text: 'select configuration_version from installation',
  query_timeout: limits.statement_ms,
}

export function followPostgres(connection: ClientConfig, onNotice: (notice: Notice) => void): VersionSource {
  let current: Client | undefined

  async function open(): Promise<Client> {
    const client = new Client(connection)
    const forget = (): void => {
      if (current === client) current = undefined
    }
    client.on('error', forget)
    client.on('end', forget)
    client.on('notification', ({ payload = '' }) => onNotice(parseNotice(payload)))
    await client.connect()
    current = client
    const { rows } = await client.query(`select ${versionChannel} as channel`)
    await client.query(`listen ${client.escapeIdentifier(String(rows[0]?.channel))}`)
    return client
  }

  async function close(): Promise<void> {
    const client = current
    current = undefined
    await client?.end()
  }

  return {
    async read() {
      try {
        const client = current ?? (await open())
        const { rows } = await client.query(readVersion)
        return Number(rows[0]?.configuration_version ?? 0)
      } catch (error) {
        void close().catch(() => undefined)
        throw postgresFailure(error, 'configuration_version')
      }
    },
    close,
  }
}
