/** The claims that an application would get for a user, without a sign-in and without a signature. */
import type { Id } from '@gatehouse-sso/core/ids'
import { idTokenClaims, type ProfileClaims, userinfoClaims } from '@gatehouse-sso/core/oidc/id-token'
import type { ClaimsPreview } from '@gatehouse-sso/sdk/contract/applications'
import { issuerOf } from '../environments/addresses.ts'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { found } from '../work/change.ts'

/** Claims of one sign-in, which a preview does not have. */
const ofSignIn = ['nonce', 'sid', 'auth_time', 'amr', 'acr']

export interface PreviewedClaims {
  readonly application_id: Id<'app'>
  readonly user_id: Id<'user'>
  /** Scopes, separated by spaces. */
  readonly scope: string
}

/** @throws Failure resource_missing */
export async function previewClaims(
  ports: Ports,
  environment: EnvironmentRecord,
  { application_id, user_id, scope }: PreviewedClaims,
): Promise<ClaimsPreview> {
  const { applications, users } = ports.stores.in(environment.id)
  const application = found(await applications.get(application_id))
  const user = found(await users.get(user_id))
  const { records } = await users.identities(user_id, { limit: 1, order: 'desc' })
  const profile: ProfileClaims = {
    sub: user.id,
    org_id: user.organization_id,
    connection_id: records[0]?.connection_id ?? null,
    email: user.email,
    email_verified: user.email_verified,
    name: user.name,
    given_name: user.given_name,
    family_name: user.family_name,
    preferred_username: user.preferred_username,
    role: user.role,
    roles: user.roles,
    groups: user.groups,
    is_admin: user.is_admin,
    external_id: user.external_id,
    identifier: user.identifier,
    custom_attributes: user.custom_attributes,
    output_claims: application.output_claims,
  }
  const scopes = scope.split(' ')
  const claims = idTokenClaims({
    issuer: issuerOf(ports.public_url, environment),
    client_id: application.id,
    nonce: null,
    sid: 'sess_',
    now: ports.now(),
    lifetime_seconds: ports.lifetimes.id_token_seconds,
    scopes,
    requested: [],
    profile,
    authentication: { auth_time: null, amr: null, acr: null, session_expiry: null },
  })
  const id_token = Object.fromEntries(Object.entries(claims).filter(([name]) => !ofSignIn.includes(name)))
  return { object: 'claims_preview', id_token, userinfo: userinfoClaims(profile, scopes) }
}
