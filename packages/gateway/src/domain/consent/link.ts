/**
 * The link with which a customer's administrator consents for the organization.
 *
 *   /sso/consent/{token}      the page, then beginConsent(): the row of a test           → identity provider
 *   /sso/consent/callback     answerConsent(): the answer, used once; the test goes on   → identity provider
 *   /sso/oidc/callback/{conn} the sign-in of the administrator, as in every test
 *   /sso/test/result/{id}     the page with the result
 *
 * An answer proves nothing, so only the sign-in decides. The link is a sealed text and no row: it ends by itself, and
 * with the connection.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { isoTime } from '@gatehouse-sso/core/time'
import type { ConnectionConsentLink } from '@gatehouse-sso/sdk/contract/connection-consent'
import { requireWhole } from '../connections/activation.ts'
import { connectionEvent } from '../connections/connection-event.ts'
import { getConnection } from '../connections/connections.ts'
import { consentRedirectUriOf, issuerOf } from '../environments/addresses.ts'
import { insertEvent } from '../events/events.ts'
import type { Ports } from '../ports/ports.ts'
import type { OpenInvitation } from '../routing/accepted-invitation.ts'
import type { GoOn } from '../sign-ins/flow.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { found } from '../work/change.ts'
import { openLink, sealLink } from '../work/sealed-links.ts'
import type { Work } from '../work/work.ts'

export type ConsentPermissions = ConnectionConsentLink['permissions']

interface Asked {
  readonly connection_id: Id<'conn'>
  readonly permissions: ConsentPermissions
  /** Where the administrator goes on afterwards. */
  readonly go_on?: GoOn
}

/** The life of the link of an invited administrator, who is here already. */
const invitedMinutes = 60

const context = (environment_id: Id<'env'>): string => `connections.consent_link:${environment_id}`

/**
 * Makes a link for the candidate, if there is one when it is opened, else for the settings in force.
 * @throws Failure resource_missing, consent_unsupported, connection_incomplete
 */
export async function makeConsentLink(
  { ports, units, caller }: Work,
  environment: EnvironmentRecord,
  connection_id: Id<'conn'>,
  {
    expires_in_minutes,
    permissions,
  }: { readonly expires_in_minutes: number; readonly permissions: ConsentPermissions },
): Promise<ConnectionConsentLink> {
  const view = await getConnection(ports, environment.id, connection_id)
  const { connection } = view
  if (!ports.connection_types.hasConsent(connection.type)) throw new Failure('consent_unsupported')
  const settings = connection.candidate?.settings ?? connection.settings
  requireWhole(ports, { ...view, connection: { ...connection, settings } })
  const asked: Asked = { connection_id, permissions }
  const { token, expires_at } = sealLink(ports, context(environment.id), asked, expires_in_minutes)
  const event = connectionEvent(ports, 'connection.consent_link_created', environment, view)
  await units.run([insertEvent(ports, caller, event)])
  return {
    object: 'connection_consent_link',
    connection_id,
    permissions,
    url: `${issuerOf(ports.public_url, environment)}/sso/consent/${token}`,
    consent_redirect_uri: consentRedirectUriOf(ports.public_url, environment),
    expires_at: isoTime(expires_at),
  }
}

/**
 * The link for an invited administrator, who goes on to the application afterwards.
 * @returns `null` for an invitation that asks for no consent
 */
export function invitedConsentLink(
  ports: Ports,
  environment: EnvironmentRecord,
  { invitation, application }: OpenInvitation,
  address: string,
): string | null {
  const { asks_consent, connection_id } = invitation
  if (!asks_consent || connection_id === null) return null
  const asked: Asked = { connection_id, permissions: 'sign_in', go_on: { address, name: application.name } }
  const { token } = sealLink(ports, context(environment.id), asked, invitedMinutes)
  return `${issuerOf(ports.public_url, environment)}/sso/consent/${token}`
}

/** @throws Failure consent_link_invalid */
export function openConsentLink(ports: Ports, environment: EnvironmentRecord, unverified_token: string): Asked {
  return openLink<Asked>(ports, context(environment.id), unverified_token, 'consent_link_invalid')
}

/** The words of the page that the link opens. */
export interface ConsentQuestion {
  /** The name of the identity provider, and that of the organization. */
  readonly identity_provider: string
  readonly organization: string
  readonly permissions: ConsentPermissions
}

/** @throws Failure consent_link_invalid, resource_missing, organization_gone */
export async function readConsentLink(
  ports: Ports,
  environment: EnvironmentRecord,
  unverified_token: string,
): Promise<ConsentQuestion> {
  const { connection_id, permissions } = openConsentLink(ports, environment, unverified_token)
  const { connection } = found(await ports.configuration.connection(environment.id, connection_id))
  const configured = await ports.configuration.organization(environment.id, connection.organization_id)
  if (!configured) throw new Failure('organization_gone')
  return {
    identity_provider: ports.connection_types.name(connection.type),
    organization: configured.organization.name,
    permissions,
  }
}
