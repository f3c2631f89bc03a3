/**
 * The second organization of the demonstration: it has no connection yet, and a setup link for its administrator. The
 * emulator forgets its registrations when it stops, so each start begins the setup anew.
 */
import type { Gatehouse } from '@gatehouse-sso/sdk'
import { historyDays } from './history.ts'

const name = 'Contoso Ltd (example)'

/** @returns the address of the setup link */
export async function setUpSecond(client: Gatehouse, emulator: string): Promise<string> {
  await client.branding.update({ name: 'Acme Planner', support_email: 'sso@acmeplanner.example' })
  const [before] = await client.organizations.list({ search: name }).toArray()
  if (before) await client.organizations.delete(before.id)
  const { id: organization_id } = await client.organizations.create({ name })
  const { id: connection_id } = await client.connections.create({
    organization_id,
    type: 'entra_oidc',
    settings: { cloud: 'custom', authority_host: emulator },
  })
  // With a history the clock stands a month ago here.
  const expires_in_days = historyDays + 30
  const { url } = await client.setupLinks.create({ organization_id, connection_id, expires_in_days })
  return url
}
