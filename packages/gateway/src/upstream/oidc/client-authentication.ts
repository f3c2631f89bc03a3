/** How we authenticate at the token endpoint of an identity provider: one row for each type of credential. */
import { createPrivateKey } from 'node:crypto'
import { Failure, type UpstreamError } from '@gatehouse-sso/core/failure'
import * as oauth from 'oauth4webapi'
import type { UpstreamCredential } from '../../domain/ports/upstream-credential.ts'
import type { Outbound } from '../../outbound/fetch.ts'
import type { ClientSecretMethod, OidcClient, OidcProvider } from '../../providers/provider.ts'
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

type Row<C> = (credential: C, client: AskingClient, discovery: TokenServer, outbound: Allowed) => ClientAuthentication
type Allowed = Pick<Outbound, 'isAllowedByName'>

/** The client, as far as its authentication needs it. */
export type AskingClient = Pick<
  OidcClient,
  'client_id' | 'token_endpoint_auth_method' | 'assertion_audience' | 'federation'
>
/** The server with the token endpoint. */
export type TokenServer = Pick<Discovery, 'document' | 'issuer' | 'token_endpoint'>

/** Entra sets no limit; RFC 7523 wants a short life. */
const assertionSeconds = 300

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
  /** `private_key_jwt` with PS256 (RFC 7523). The thumbprint in the header names the certificate. */
  certificate({ private_key, sha256_thumbprint }, { assertion_audience }, { issuer, token_endpoint }) {
    const kid = Buffer.from(sha256_thumbprint, 'hex').toString('base64url')
    const algorithm = { name: 'RSA-PSS', hash: 'SHA-256' }
    // Node's type names more usages than the library's.
    const key = createPrivateKey(private_key).toCryptoKey(algorithm, false, ['sign']) as CryptoKey
    const modify = (header: Record<string, unknown>, payload: Record<string, unknown>): void => {
      header.typ = 'JWT'
      header['x5t#S256'] = kid
      payload.aud = assertion_audience === 'issuer' ? issuer : token_endpoint
      payload.exp = Number(payload.nbf) + assertionSeconds
    }
    return {
      authenticate: oauth.PrivateKeyJwt({ key, kid }, { [oauth.modifyAssertion]: modify }),
      secrets: [],
      is_encoded: false,
    }
  },
  /** The assertion proves us to whoever gets it, so it goes to the origin of the provider alone. */
  federated({ assertion }, { federation }, { token_endpoint }, outbound) {
    return {
      async authenticate(_, client, form) {
        checkFederationTarget(federation, token_endpoint, outbound)
        form.set('client_id', client.client_id)
        form.set('client_assertion', await assertion())
        form.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
      },
      secrets: [],
      is_encoded: false,
    }
  },
}

/** @throws Failure address_refused */
function checkFederationTarget(target: AskingClient['federation'], token_endpoint: string, outbound: Allowed): void {
  const { origin } = new URL(token_endpoint)
  if (target?.origin === origin && (target.is_known || outbound.isAllowedByName(token_endpoint))) return
  const expected = target?.origin === origin ? 'a host in GATEHOUSE_OUTBOUND_ALLOW' : (target?.origin ?? 'Entra')
  throw new Failure('address_refused', { expected, received: origin })
}

/**
 * Whether the identity provider refused the credential itself. Where the client is not installed it may say the same
 * about any credential, so that is left out. To an assertion of our issuer Entra may answer
 * `invalid_request`; the rest of the request is the same with every credential.
 */
export function isCredentialRefused(
  upstream: UpstreamError | undefined,
  { type }: UpstreamCredential,
  { uninstalled_codes = [] }: Pick<OidcProvider, 'uninstalled_codes'>,
): boolean {
  const { error, codes = [] } = upstream ?? {}
  if (codes.some((code) => uninstalled_codes.includes(code))) return false
  return error === 'invalid_client' || (type === 'federated' && error === 'invalid_request')
}

export function clientAuthentication(
  credential: UpstreamCredential,
  client: AskingClient,
  discovery: TokenServer,
  outbound: Allowed,
): ClientAuthentication {
  const row = byType[credential.type] as Row<UpstreamCredential>
  return row(credential, client, discovery, outbound)
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
