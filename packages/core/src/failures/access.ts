import { row } from './row.ts'

const reference = 'Decode the token on your own machine, and compare its claims with `expected` and `received`.'

/** Failures of access with tokens from customers' own Entra tenants. */
export const accessFailures = {
  tenant_not_proved: row(
    409,
    'operator',
    'No finished sign-in through this connection has proved a tenant of this cloud',
    'Let somebody of the organization sign in through the connection, or enter `organization_id` and `tenant_id`.',
  ),
  api_resource_missing: row(
    404,
    'operator',
    'No API resource has this id',
    'Put the id of the API resource (`res_…`) into the address: `/v1/access/verify?resource=res_…`.',
  ),
  api_resource_disabled: row(
    403,
    'operator',
    'This API accepts no tokens from customers at the moment',
    'Set `enabled` of the API resource.',
    'access_denied',
  ),
  access_token_malformed: row(401, 'developer', 'The access token cannot be read', reference, 'invalid_token'),
  access_token_for_graph: row(
    401,
    'developer',
    'This access token is for Microsoft Graph, and not for this API',
    'Ask Entra for a token with a scope of this API, and without a scope of Microsoft Graph.',
    'invalid_token',
  ),
  access_token_algorithm: row(
    401,
    'developer',
    'The access token is signed with an algorithm that is not accepted',
    'Send the token as it was issued. Entra signs with RS256.',
    'invalid_token',
  ),
  access_token_kind: row(
    401,
    'developer',
    'This is not an access token',
    'Send the `access_token` of the answer from Entra. An `id_token` is for the application itself.',
    'invalid_token',
  ),
  access_token_version: row(
    401,
    'administrator',
    'This is a v1.0 token',
    'In Entra: App registrations > the API > Manifest, set `requestedAccessTokenVersion` to 2. Or set `accepts_v1` of the ' +
      'API resource.',
    'invalid_token',
  ),
  access_token_claim_missing: row(
    401,
    'developer',
    'The access token lacks a claim',
    'Send an access token that Entra has issued for this API. The missing claim is in `expected`.',
    'invalid_token',
  ),
  access_token_audience: row(
    401,
    'developer',
    'This access token is for another API',
    'Ask Entra for a token with a scope of this API.',
    'invalid_token',
  ),
  access_token_expired: row(
    401,
    'developer',
    'The access token has expired',
    'Ask for a new access token. If this one has just been issued, set the clock that `expected` names.',
    'invalid_token',
  ),
  access_token_not_yet_valid: row(
    401,
    'operator',
    'The access token is not valid yet',
    'Set the clock that `expected` names. It is behind the clock of the issuer.',
    'invalid_token',
  ),
  access_tenant_unknown: row(
    403,
    'operator',
    'The tenant of this access token may not call this API',
    'Add the tenant to the API resource: `gatehouse api-resources add-tenant`. If you have several accounts, sign in with ' +
      'the account of the right organization.',
    'access_denied',
  ),
  access_token_issuer: row(
    401,
    'developer',
    'This access token was signed for another tenant, or by another issuer',
    'Ask for the token at the tenant in `tid`: https://login.microsoftonline.com/<tenant ID>/oauth2/v2.0/token.',
    'invalid_token',
  ),
  access_token_key_unknown: row(
    401,
    'developer',
    'The access token is signed with a key that its tenant does not publish for it',
    'Check that the token is of the cloud of the API resource. If the API signs with a key of its own, set ' +
      '`application_keys`. A new key works within a minute.',
    'invalid_token',
  ),
  access_token_signature: row(
    401,
    'developer',
    'The signature of the access token is wrong',
    'Send the token as Entra issued it. This one was cut or changed, or another party signed it.',
    'invalid_token',
  ),
  access_client_refused: row(
    403,
    'operator',
    'The application that asked for this token is not on the list',
    'Add the Application (client) ID of that application to `allowed_clients` of the API resource, or of its tenant.',
    'access_denied',
  ),
  access_scope_missing: row(
    403,
    'developer',
    'The access token lacks a scope',
    'Ask Entra for the scope in `expected`, and let an administrator consent to it.',
    'insufficient_scope',
  ),
  access_app_only_refused: row(
    403,
    'operator',
    'This API accepts no program without a person',
    'Let a person sign in to the program, or set `allow_app_only` of the API resource.',
    'access_denied',
  ),
  access_app_role_missing: row(
    403,
    'administrator',
    'The program lacks an app role of this API',
    'In Entra: App registrations > the program > API permissions > Add > My APIs > Application permissions, and grant ' +
      'admin consent.',
    'insufficient_scope',
  ),
  access_claims_needed: row(
    401,
    'developer',
    'The person must meet an authentication context first',
    'Start a new sign-in at Entra, and send the `claims` of the challenge with it. MSAL has the parameter `claims` for this.',
    'insufficient_claims',
  ),
  access_groups_overage: row(
    403,
    'administrator',
    'The person is in more groups than Entra puts into a token (groups overage)',
    'In Entra: App registrations > the API > Token configuration > Groups claim > "Groups assigned to the application", ' +
      'or use app roles.',
    'access_denied',
  ),
  access_keys_unavailable: row(
    503,
    'operator',
    'The keys that sign access tokens cannot be read',
    'Check that this server reaches the address in `expected`, through its proxy if it has one. Then send the request again.',
    'temporarily_unavailable',
  ),
  access_gateway_unavailable: row(
    503,
    'operator',
    'The gateway cannot be asked who may call this API',
    'Check that this server reaches the gateway, and that its API key has the scope `api_resources:verify`. Then send the ' +
      'request again.',
    'temporarily_unavailable',
  ),
}
