/**
 * RP-initiated logout: OpenID Connect RP-Initiated Logout 1.0. With an ID token of ours as a hint, the session that it
 * names ends at once and the browser may go back to a registered address. Without one we ask the person first, because
 * any page could have sent the browser here (section 2).
 *
 * Without a hint the browser goes back when `client_id` names the application: its ID token may have been lost with its
 * session, or be too long for an address. Section 3 allows that when the target is confirmed by other means. Here they
 * are the addresses that are registered for this client: a link through us leads nowhere that a plain link to the
 * application would not. A hint that is sent and not good confirms nothing, so then the person stays.
 */

import type { Id } from '@gatehouse-sso/core/ids'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import { isRegisteredRedirectUri, withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import { issuerOf } from '../environments/addresses.ts'
import type { Ports } from '../ports/ports.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { SessionRecord } from '../stores/sessions.ts'
import type { Work } from '../work/work.ts'
import { signOut } from './sessions.ts'

export type LogoutStep =
  /** Ask the person; this session goes on. `location` is where the answer will lead. */
  | { readonly kind: 'confirm'; readonly location: string | null; readonly application: ApplicationRecord | null }
  /** The session has ended. `location` is where the application asked to return to, if it may. */
  | { readonly kind: 'done'; readonly location: string | null; readonly application: ApplicationRecord | null }

interface Hint {
  readonly session_id: Id<'sess'>
  readonly application: ApplicationRecord
}

/**
 * Serves a logout request.
 * @param confirmed the person has said yes on our own page
 */
export async function logout(
  work: Work,
  environment: EnvironmentRecord,
  parameters: Parameters,
  session: SessionRecord | undefined,
  confirmed: boolean,
): Promise<LogoutStep> {
  const hint = await readHint(work.ports, environment, parameters)
  const application = hint?.application ?? (await namedApplication(work.ports, environment, parameters.client_id))
  const isConfirmed = hint !== undefined || parameters.id_token_hint === undefined
  const location = application !== null && isConfirmed ? returnAddress(application, parameters) : null
  if (hint) await signOut(work, environment.id, hint.session_id)
  if (session && session.id !== hint?.session_id) {
    if (!confirmed) return { kind: 'confirm', location, application }
    await signOut(work, environment.id, session.id)
  }
  return { kind: 'done', location, application }
}

/**
 * Reads the ID token that the application sends as a hint. It must be ours and for this application; it may have
 * expired (section 2).
 */
async function readHint(
  ports: Ports,
  environment: EnvironmentRecord,
  { id_token_hint, client_id }: Parameters,
): Promise<Hint | undefined> {
  if (id_token_hint === undefined) return undefined
  const claims = ports.keys.verify(id_token_hint, 'JWT', await ports.configuration.signingKeys(environment.id))
  if (claims?.iss !== issuerOf(ports.public_url, environment) || typeof claims.aud !== 'string') return undefined
  if (client_id !== undefined && claims.aud !== client_id) return undefined
  const application = await namedApplication(ports, environment, claims.aud)
  return application ? { session_id: claims.sid as Id<'sess'>, application } : undefined
}

async function namedApplication(
  ports: Ports,
  environment: EnvironmentRecord,
  client_id: string | undefined,
): Promise<ApplicationRecord | null> {
  if (client_id === undefined) return null
  return (await ports.configuration.application(environment.id, client_id))?.application ?? null
}

/**
 * The address to return to, if it is registered for that, and the application is not switched off. Otherwise the person
 * stays on our page.
 */
function returnAddress(application: ApplicationRecord, { post_logout_redirect_uri, state }: Parameters): string | null {
  if (post_logout_redirect_uri === undefined) return null
  const { post_logout_redirect_uris, type, state: is } = application
  if (is !== 'active') return null
  if (!isRegisteredRedirectUri(post_logout_redirect_uri, post_logout_redirect_uris, type)) return null
  return withParameters(post_logout_redirect_uri, { state })
}
