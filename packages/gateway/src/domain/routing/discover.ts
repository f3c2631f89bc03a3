/** Discovery: the connections to which the email of a person leads. routing.ts sends people there by the same rules. */
import { emailDomain } from '@gatehouse-sso/core/email'
import type { Discovery } from '@gatehouse-sso/sdk/contract/discover'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { route } from './routing.ts'

/** Without `explain` every domain that leads nowhere gets the same answer, after the same statements. */
export async function discover(
  ports: Ports,
  environment: EnvironmentRecord,
  email: string,
  explain: boolean,
): Promise<Discovery> {
  const domain = emailDomain(email.trim()) ?? null
  const hints = { organization: null, connection: null, domain_hint: null, login_hint: email }
  const chosen = await route(ports, environment, hints)
  const connections =
    chosen.kind === 'connection' ? [chosen.connection] : chosen.kind === 'choose' ? chosen.connections : []
  const [first] = connections
  const found: Discovery = {
    object: 'discovery',
    domain,
    organization_id: first?.organization_id ?? null,
    connections: connections.map(shown),
  }
  return explain ? { ...found, because: await reasonOf(ports, environment, domain, connections.length) } : found
}

const shown = ({ id, name, type }: ConnectionRecord) => ({ id, name, type })

async function reasonOf(
  ports: Ports,
  environment: EnvironmentRecord,
  domain: string | null,
  connections: number,
): Promise<NonNullable<Discovery['because']>> {
  if (connections > 0) return connections === 1 ? 'connection' : 'choice'
  if (domain === null) return 'not_an_email'
  const { domains } = ports.stores.in(environment.id)
  if (await domains.verified(domain)) return 'no_connection'
  return (await domains.claimed(domain)) ? 'domain_not_verified' : 'domain_unknown'
}
