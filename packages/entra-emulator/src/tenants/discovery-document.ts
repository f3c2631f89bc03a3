import { type Authority, authorityWord, issuerTenant, issuerV1, issuerV2 } from './authority.ts'

export interface DocumentPlace {
  readonly base_url: string
  /** `host:port` of the emulator, which is also its Microsoft Graph. */
  readonly graph_host: string
}

type Document = Readonly<Record<string, string | boolean | null | readonly string[]>>

/** The last members of both documents. */
function cloudMembers(authority: Authority, place: DocumentPlace, word: string): Document {
  return {
    kerberos_endpoint: `${place.base_url}/${word}/kerberos`,
    tenant_region_scope: authority.kind === 'tenant' ? authority.tenant.region : null,
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: place.graph_host,
    rbac_url: 'https://pas.windows.net',
  }
}

/**
 * The v2.0 document, in Entra's order of members. Like Entra's, it names no PKCE method, although both work.
 * @param appId the value of `?appid=`, which is added to the URL of the key set
 */
export function discoveryV2(authority: Authority, place: DocumentPlace, appId?: string): Document {
  const word = authorityWord(authority)
  const base = `${place.base_url}/${word}`
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys${appId === undefined ? '' : `?appid=${encodeURIComponent(appId)}`}`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: issuerV2(place.base_url, issuerTenant(authority)),
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${place.base_url}/oidc/userinfo`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    claims_supported:
      `sub iss cloud_instance_name cloud_instance_host_name cloud_graph_host_name msgraph_host aud exp iat auth_time acr
       nonce preferred_username name tid ver at_hash c_hash email`.split(/\s+/),
    ...cloudMembers(authority, place, word),
  }
}

/** The v1.0 document, in Entra's order. Of its endpoints only the key set is emulated. */
export function discoveryV1(authority: Authority, place: DocumentPlace): Document {
  const word = authorityWord(authority)
  const base = `${place.base_url}/${word}`
  return {
    token_endpoint: `${base}/oauth2/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${place.base_url}/common/discovery/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'token id_token', 'token'],
    scopes_supported: ['openid'],
    issuer: issuerV1(place.base_url, issuerTenant(authority)),
    microsoft_multi_refresh_token: true,
    authorization_endpoint: `${base}/oauth2/authorize`,
    device_authorization_endpoint: `${base}/oauth2/devicecode`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${base}/oauth2/logout`,
    claims_supported:
      `sub iss cloud_instance_name cloud_instance_host_name cloud_graph_host_name msgraph_host aud exp iat auth_time acr
       amr nonce email given_name family_name nickname`.split(/\s+/),
    check_session_iframe: `${base}/oauth2/checksession`,
    userinfo_endpoint: `${base}/openid/userinfo`,
    ...cloudMembers(authority, place, word),
  }
}
