/** The metadata of an environment: OpenID Connect Discovery 1.0, section 3; RFC 8414; RFC 9207. */
import { languages } from '../language.ts'
import { clientAuthenticationMethods } from './client-authentication.ts'
import { responseModes } from './response-mode.ts'
import { supportedScopes } from './scope.ts'
import { grantTypes } from './token-request.ts'

/** The signing algorithms of ID tokens. An application chooses one; the default is RS256. */
export const idTokenAlgorithms = ['RS256', 'ES256'] as const

/** The signing algorithms that we accept for client assertions. */
export const assertionAlgorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const

const confidentialMethods = clientAuthenticationMethods.filter((method) => method !== 'none')

export type IdTokenAlgorithm = (typeof idTokenAlgorithms)[number]

/** The discovery document of an issuer. It announces only features that are built. */
export function providerMetadata(issuer: string): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth/authorize`,
    token_endpoint: `${issuer}/oauth/token`,
    userinfo_endpoint: `${issuer}/oauth/userinfo`,
    jwks_uri: `${issuer}/oauth/jwks`,
    introspection_endpoint: `${issuer}/oauth/introspect`,
    revocation_endpoint: `${issuer}/oauth/revoke`,
    pushed_authorization_request_endpoint: `${issuer}/oauth/par`,
    device_authorization_endpoint: `${issuer}/oauth/device_authorization`,
    end_session_endpoint: `${issuer}/oauth/logout`,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    frontchannel_logout_supported: true,
    frontchannel_logout_session_supported: true,
    scopes_supported: supportedScopes,
    response_types_supported: ['code'],
    response_modes_supported: responseModes,
    grant_types_supported: grantTypes,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: idTokenAlgorithms,
    token_endpoint_auth_methods_supported: clientAuthenticationMethods,
    token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    introspection_endpoint_auth_methods_supported: confidentialMethods,
    introspection_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    revocation_endpoint_auth_methods_supported: clientAuthenticationMethods,
    revocation_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    code_challenge_methods_supported: ['S256'],
    ui_locales_supported: languages,
    prompt_values_supported: ['none', 'login', 'select_account', 'consent'],
    claims_supported: [
      ...['iss', 'sub', 'aud', 'exp', 'iat', 'auth_time', 'nonce', 'sid', 'amr', 'acr', 'session_expiry'],
      ...['org_id', 'connection_id'],
      ...['email', 'email_verified', 'name', 'given_name', 'family_name', 'preferred_username'],
      ...['role', 'roles', 'groups', 'is_admin'],
    ],
    authorization_response_iss_parameter_supported: true,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    require_pushed_authorization_requests: false,
    claims_parameter_supported: true,
  }
}
