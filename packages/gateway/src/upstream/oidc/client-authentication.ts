/** How we authenticate at the token endpoint of an identity provider: one row for each type of credential. */
import * as oauth from 'oauth4webapi'
import type { UpstreamCredential } from '../../domain/ports/upstream.ts'
import type { ClientSecretMethod, OidcClient } from '../../providers/provider.ts'
import type { Discovery } from './metadata-cache.ts'

type Authenticate<C> = (credential: C, client: OidcClient, discovery: Discovery) => oauth.ClientAuth

/** `client_secret_basic` encodes id and secret before base64, as RFC 6749, 2.3.1 asks. */
const byMethod: Readonly<Record<ClientSecretMethod, (secret: string) => oauth.ClientAuth>> = {
  client_secret_basic: oauth.ClientSecretBasic,
  client_secret_post: oauth.ClientSecretPost,
}

const byType: { readonly [C in UpstreamCredential as C['type']]: Authenticate<C> } = {
  client_secret: ({ client_secret }, client, discovery) =>
    byMethod[clientSecretMethod(client, discovery)](client_secret),
}

export function clientAuthentication(
  credential: UpstreamCredential,
  client: OidcClient,
  discovery: Discovery,
): oauth.ClientAuth {
  return byType[credential.type](credential, client, discovery)
}

/**
 * The method of the connection's settings, unless the discovery document lists only the other one. A document without a
 * list stands for `client_secret_basic` (OpenID Connect Discovery 1.0, 3).
 */
export function clientSecretMethod(
  { token_endpoint_auth_method: set }: Pick<OidcClient, 'token_endpoint_auth_method'>,
  { document }: Pick<Discovery, 'document'>,
): ClientSecretMethod {
  const listed = document.token_endpoint_auth_methods_supported
  const methods = (['client_secret_basic', 'client_secret_post'] as const).filter(
    (method) => Array.isArray(listed) && listed.includes(method),
  )
  if (set !== undefined && (methods.length === 0 || methods.includes(set))) return set
  return methods[0] ?? 'client_secret_basic'
}

/**
 * Whether the identity provider must decode what `client_secret_basic` encodes. Some read the two texts as they came,
 * and then refuse a client whose id or secret has such a character (RFC 6749, 2.3.1).
 */
export function isEncodedByBasic(
  credential: UpstreamCredential,
  client: Pick<OidcClient, 'client_id' | 'token_endpoint_auth_method'>,
  discovery: Pick<Discovery, 'document'>,
): boolean {
  if (clientSecretMethod(client, discovery) !== 'client_secret_basic') return false
  return [client.client_id, credential.client_secret].some((text) => !/^[A-Za-z0-9*._-]*$/.test(text))
}
