/** The third organization of the demonstration: its connection worked for a month, and its secret has expired. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Gatehouse } from '@gatehouse-sso/sdk'
import { third_client_id, third_domain, third_tenant_id } from './directory.ts'

export interface Third {
  readonly organization_id: Id<'org'>
  readonly connection_id: Id<'conn'>
  /** When the secret expires. Milliseconds since 1970. */
  readonly ends_at: number
}

/** @param ends_at when the secret of a new connection expires. Milliseconds since 1970 */
export async function setUpThird(
  client: Gatehouse,
  emulator: string,
  client_secret: string,
  ends_at: number,
): Promise<Third> {
  const settings = {
    tenant_id: third_tenant_id,
    client_id: third_client_id,
    cloud: 'custom',
    authority_host: emulator,
  } as const
  const [known] = await client.organizations.list({ domain: third_domain }).toArray()
  if (known) {
    const [connection] = await client.connections.list({ organization_id: known.id }).toArray()
    if (connection) {
      const { candidate } = await client.connections.update(connection.id, { settings })
      if (candidate) await client.connections.activateCandidate(connection.id, { without_test: true })
      const [credential] = connection.credentials
      const known_end = Date.parse(credential?.not_after ?? '') || ends_at
      return { organization_id: known.id, connection_id: connection.id, ends_at: known_end }
    }
  }
  const organization =
    known ??
    (await client.organizations.create({
      name: 'Fabrikam (example)',
      external_id: 'crm-1042',
      domains: [{ domain: third_domain, verified: true }],
    }))
  const connection = await client.connections.create({ organization_id: organization.id, type: 'entra_oidc', settings })
  await client.credentials.create(connection.id, {
    ...{ type: 'client_secret', client_secret },
    not_after: new Date(ends_at).toISOString(),
  })
  await client.connections.activate(connection.id)
  return { organization_id: organization.id, connection_id: connection.id, ends_at }
}
