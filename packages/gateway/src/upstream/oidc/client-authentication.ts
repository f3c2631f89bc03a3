/** How we authenticate at the token endpoint of an identity provider: one row for each type of credential. */
import * as oauth from 'oauth4webapi'
import type { UpstreamCredential } from '../../domain/ports/upstream.ts'
import type { OidcClient } from '../../providers/provider.ts'

type Authenticate<C> = (credential: C, client: OidcClient) => oauth.ClientAuth

const byMethod = {
  client_secret_post: oauth.ClientSecretPost,
  client_secret_basic: oauth.ClientSecretBasic,
} as const satisfies Record<OidcClient['token_endpoint_auth_method'], (secret: string) => oauth.ClientAuth>

const byType: { readonly [C in UpstreamCredential as C['type']]: Authenticate<C> } = {
  client_secret: ({ client_secret }, { token_endpoint_auth_method }) =>
    byMethod[token_endpoint_auth_method](client_secret),
}

export function clientAuthentication(credential: UpstreamCredential, client: OidcClient): oauth.ClientAuth {
  return byType[credential.type](credential, client)
}
