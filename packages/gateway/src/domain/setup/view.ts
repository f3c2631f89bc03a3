/** The setup, as the portal shows it. */
import { isoTime, isoTimeOrNull } from '@gatehouse-sso/core/time'
import type { Language, SetupStep } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { SetupSession as PublicSession } from '@gatehouse-sso/sdk/contract/setup-session'
import { getConnection } from '../connections/connections.ts'
import { presentConnection } from '../connections/present.ts'
import { brandingOf } from '../environments/branding.ts'
import type { Ports } from '../ports/ports.ts'
import { setupLinkState } from '../setup-links/present.ts'
import type { SetupSession } from '../setup-links/session.ts'
import type { SetupLinkRecord } from '../stores/setup-links.ts'
import { found } from '../work/change.ts'
import { activatorOf } from './activation.ts'
import { mailsAtEnd } from './mail.ts'

/** @param language of the browser, where the administrator chose none */
export async function viewSetup(
  ports: Ports,
  { link, environment, person }: Pick<SetupSession, 'link' | 'environment' | 'person'>,
  language: Language,
): Promise<PublicSession> {
  const stores = ports.stores.in(environment.id)
  const organization = found(await stores.organizations.get(link.organization_id))
  const vendor = await brandingOf(ports, environment)
  const roles = await stores.roles.all()
  const view = link.connection_id === null ? null : await getConnection(ports, environment.id, link.connection_id)
  const slug = view?.connection.policy.default_role ?? organization.policy.default_role
  const fallback = roles.find((role) => (slug === null ? role.is_default : role.slug === slug))
  const { by, because } = await activatorOf(ports, link)
  const spoken = link.language ?? language
  return {
    object: 'setup_session',
    setup_link_id: link.id,
    state: setupLinkState(link, ports.now()),
    intents: [...link.intents],
    only_step: link.only_step,
    expires_at: isoTime(link.expires_at),
    return_url: link.return_url,
    success_url: link.success_url,
    organization: { id: organization.id, name: organization.name },
    vendor: {
      name: vendor.name,
      logo_url: vendor.logo_url,
      accent: vendor.accent,
      support_email: vendor.support_email,
    },
    environment_kind: environment.kind,
    person,
    language: spoken,
    step: stepOf(link),
    done_steps: [...link.progress.done_steps],
    done_actions: [...link.progress.done_actions],
    providers: ports.connection_types.offered(spoken).map(({ type, name, summary }) => ({ type, name, summary })),
    connection: view && presentConnection(ports, environment, view),
    tenant: [...link.progress.tenant],
    activation: {
      by,
      because,
      needs_test: link.needs_test,
      requested_at: isoTimeOrNull(link.activation_requested_at),
      mails: await mailsAtEnd(ports, environment, link),
    },
    roles: roles
      .filter(({ assignable_by_customer }) => assignable_by_customer)
      .map(({ slug: value, name, description }) => ({ slug: value, name, description })),
    default_role: fallback ? { slug: fallback.slug, name: fallback.name } : null,
  }
}

function stepOf({ only_step, progress, connection_id, intents }: SetupLinkRecord): SetupStep {
  if (only_step !== null) return only_step
  if (progress.step !== null) return progress.step
  if (!intents.includes('sso')) return 'domains'
  return connection_id === null ? 'provider' : 'register'
}
