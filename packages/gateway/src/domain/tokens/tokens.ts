/**
 * The tokens an application gets for a grant: an ID token in the algorithm it chose, and an access token (access-token.ts).
 */

import type { Id } from '@gatehouse-sso/core/ids'
import { groupsInToken } from '@gatehouse-sso/core/mapping/groups-claim'
import { idTokenClaims, type ProfileClaims } from '@gatehouse-sso/core/oidc/id-token'
import { secondsOf } from '@gatehouse-sso/core/time'
import { audienceOf, grantedResource } from '../access/resource-indicator.ts'
import { issuerOf } from '../environments/addresses.ts'
import { currentKey } from '../environments/signing-keys.ts'
import { withPassedProfile } from '../people/passed-profile.ts'
import type { Ports } from '../ports/ports.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { LiveGrant } from '../stores/grants.ts'
import type { SigningKeyRecord } from '../stores/signing-keys.ts'
import { accessTokenType } from './access-token.ts'

export interface Tokens {
  readonly access_token: string
  readonly token_type: 'Bearer'
  /** Seconds. */
  readonly expires_in: number
  readonly scope: string
  readonly id_token: string
  readonly refresh_token?: string
}

export interface IssueOptions {
  readonly scopes: readonly string[]
  /** Of the authorization request; a refreshed ID token has none (OpenID Connect Core, 12.2). */
  readonly nonce: string | null
  readonly refresh_token: string | null
  /** For userinfo. */
  readonly access_token: string
}

export async function issueTokens(
  ports: Ports,
  environment: EnvironmentRecord,
  application: ApplicationRecord,
  grant: LiveGrant,
  { scopes, nonce, refresh_token, access_token }: IssueOptions,
): Promise<Tokens> {
  const keys = await ports.configuration.signingKeys(environment.id)
  const issuer = issuerOf(ports.public_url, environment)
  const now = ports.now()
  const scope = scopes.join(' ')
  const id_token = ports.keys.sign(
    currentKey(keys, application.id_token_signed_response_alg),
    'JWT',
    idTokenClaims({
      issuer,
      client_id: application.id,
      nonce,
      sid: grant.session_id,
      now,
      lifetime_seconds: ports.lifetimes.id_token_seconds,
      scopes,
      requested: grant.requested_claims.id_token,
      profile: profileOf(ports, grant),
      authentication: grant,
    }),
  )
  // A token never outlives its grant.
  const left = Math.max(1, secondsOf(grant.expires_at) - secondsOf(now))
  const expires_in = Math.min(ports.lifetimes.access_token_seconds, left)
  const token =
    grant.api_resource_id === null
      ? access_token
      : signedForApi(ports, environment, keys, { ...grant, api_resource_id: grant.api_resource_id }, scope, expires_in)
  return {
    access_token: await token,
    token_type: 'Bearer',
    expires_in,
    scope,
    id_token: await id_token,
    ...(refresh_token === null ? {} : { refresh_token }),
  }
}

/**
 * An access token for an API resource, RFC 9068.
 * @throws Failure resource_unknown, resource_of_another_organization
 */
async function signedForApi(
  ports: Ports,
  environment: EnvironmentRecord,
  keys: readonly SigningKeyRecord[],
  grant: LiveGrant & { readonly api_resource_id: Id<'res'> },
  scope: string,
  expires_in: number,
): Promise<string> {
  const resource = await grantedResource(ports, environment.id, grant.api_resource_id, grant.organization_id)
  const { role, roles, groups, is_admin } = withPassedProfile(ports, grant)
  const iat = secondsOf(ports.now())
  return ports.keys.sign(currentKey(keys, 'ES256'), accessTokenType, {
    iss: issuerOf(ports.public_url, environment),
    aud: audienceOf(resource),
    iat,
    exp: iat + expires_in,
    sub: grant.user_id,
    client_id: grant.application_id,
    scope,
    jti: ports.keys.newSecret(128),
    grant_id: grant.grant_id,
    sid: grant.session_id,
    ...(grant.auth_time === null ? {} : { auth_time: grant.auth_time }),
    ...(grant.acr === null ? {} : { acr: grant.acr }),
    ...(grant.amr === null ? {} : { amr: grant.amr }),
    org_id: grant.organization_id,
    role,
    roles,
    ...groupsInToken(groups),
    is_admin,
  })
}

export function profileOf(ports: Ports, live: LiveGrant): ProfileClaims {
  const grant = withPassedProfile(ports, live)
  return {
    sub: grant.user_id,
    org_id: grant.organization_id,
    connection_id: grant.connection_id,
    email: grant.email,
    email_verified: grant.email_verified,
    name: grant.name,
    given_name: grant.given_name,
    family_name: grant.family_name,
    preferred_username: grant.preferred_username,
    role: grant.role,
    roles: grant.roles,
    groups: grant.groups,
    is_admin: grant.is_admin,
    external_id: grant.external_id,
    identifier: grant.identifier,
    custom_attributes: grant.custom_attributes,
    output_claims: grant.output_claims,
  }
}
