/** How we authenticate at the token endpoint of an identity provider: one row for each type of credential. */
import * as oauth from 'oauth4webapi'
import type { UpstreamCredential } from '../../domain/ports/identity-providers.ts'
import type { ClientSecretMethod, OidcClient } from '../../providers/provider.ts'
import type { Discovery } from './metadata-cache.ts'

/** How one credential authenticates. */
export interface ClientAuthentication {
  readonly authenticate: oauth.ClientAuth
  /** Texts that no trace may hold. */
  readonly secrets: readonly string[]
  /**
   * Whether the identity provider must decode what `client_secret_basic` encodes. Some read the two texts as they came,
   * and then refuse a client whose id or secret has such a character (RFC 6749, 2.3.1).
   */
  readonly is_encoded: boolean
}

type Row<C> = (credential: C, client: Client, discovery: Pick<Discovery, 'document'>) => ClientAuthentication
type Client = Pick<OidcClient, 'client_id' | 'token_endpoint_auth_method'>

const byMethod: Readonly<Record<ClientSecretMethod, (secret: string) => oauth.ClientAuth>> = {
  client_secret_basic: oauth.ClientSecretBasic,
  client_secret_post: oauth.ClientSecretPost,
}

const byType: { readonly [C in UpstreamCredential as C['type']]: Row<C> } = {
  client_secret({ client_secret }, client, discovery) {
    const method = clientSecretMethod(client, discovery)
    const isPlain = [client.client_id, client_secret].every((text) => /^[A-Za-z0-9*._-]*$/.test(text))
    return {
      authenticate: byMethod[method](client_secret),
      secrets: [client_secret],
      is_encoded: method === 'client_secret_basic' && !isPlain,
    }
  },
}

export function clientAuthentication(
  credential: UpstreamCredential,
  client: Client,
  discovery: Pick<Discovery, 'document'>,
): ClientAuthentication {
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
