/** The guide of the chosen identity provider, with the values of the connection filled in. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { SetupGuide } from '@gatehouse-sso/sdk/contract/setup-guide'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import { getConnection } from '../connections/connections.ts'
import { presentConnection } from '../connections/present.ts'
import { brandingOf } from '../environments/branding.ts'
import type { Ports } from '../ports/ports.ts'
import type { SetupSession } from '../setup-links/session.ts'
import { keptOf } from './kept.ts'

/** @throws Failure state_conflict before an identity provider was chosen */
export async function readGuide(
  ports: Ports,
  { link, environment }: SetupSession,
  language: Language,
): Promise<SetupGuide> {
  if (link.connection_id === null) throw new Failure('state_conflict', { expected: 'an identity provider first' })
  const view = await getConnection(ports, environment.id, link.connection_id)
  const shown = presentConnection(ports, environment, view)
  const vendor = (await brandingOf(ports, environment)).name
  const { type } = view.connection
  const guide = ports.connection_types.guide(type, language, {
    vendor,
    application_name: shown.suggested_application_name ?? vendor,
    redirect_uri: shown.redirect_uri,
    consent_redirect_uri: shown.consent_redirect_uri,
    frontchannel_logout_uri: shown.logout.frontchannel_logout_uri,
    settings: shown.candidate?.settings ?? shown.settings,
    saml: shown.saml,
    federation: shown.credentials.find(({ federation }) => federation !== null)?.federation ?? null,
  })
  return {
    object: 'setup_guide',
    type,
    name: ports.connection_types.name(type),
    language,
    ...guide,
    security: { ...guide.security, kept: keptOf(environment, language) },
  }
}
