import { type Authority, authorityWord, issuerTenant, issuerV1, issuerV2 } from './authority.ts'

export interface DocumentPlace {
  readonly base_url: string
  /** `host:port` of the emulator, which is also its Microsoft Graph. */
  readonly graph_host: string
}

type Document = Readonly<Record<string, string | boolean | null | readonly string[]>>

/** `?appid=` of the document, which goes on to the URL of the key set. */
function appIdQuery(appId: string | undefined): string {
  return appId === undefined ? '' : `?appid=${encodeURIComponent(appId)}`
}

/** The last members of both documents. */
function cloudMembers(authority: Authority, place: DocumentPlace): Document {
  return {
    tenant_region_scope: authority.kind === 'tenant' ? authority.tenant.region : null,
    cloud_instance_name: 'microsoftonline.com',
    msgraph_host: place.graph_host,
  }
}

/**
 * The v2.0 document, in Entra's order of members. Like Entra's, it names no PKCE method, although both work. It leaves
 * out the parts of Entra's document that are not emulated, so that a client never tries them.
 * @param appId the value of `?appid=`, which is added to the URL of the key set
 */
export function discoveryV2(authority: Authority, place: DocumentPlace, appId?: string): Document {
  const base = `${place.base_url}/${authorityWord(authority)}`
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys${appIdQuery(appId)}`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: issuerV2(place.base_url, issuerTenant(authority)),
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${place.base_url}/oidc/userinfo`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    claims_supported: 'sub iss aud exp iat auth_time nonce preferred_username name tid ver c_hash email'.split(' '),
    ...cloudMembers(authority, place),
  }
}

/** The v1.0 document, for APIs that verify v1.0 access tokens: issuer and keys. v1.0 has no other endpoint here. */
export function discoveryV1(authority: Authority, place: DocumentPlace, appId?: string): Document {
  return {
    jwks_uri: `${place.base_url}/common/discovery/keys${appIdQuery(appId)}`,
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    issuer: issuerV1(place.base_url, issuerTenant(authority)),
    ...cloudMembers(authority, place),
  }
}
