/**
 * The messages of an OpenID provider: that a session has ended (OpenID Connect Back-Channel Logout 1.0, 2.6), or that a
 * person is to be signed out everywhere (global token revocation). Both come as JWTs that the keys of its ID tokens sign.
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { decodeJwt, type UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import { textClaim } from '@gatehouse-sso/core/oidc/claims'
import {
  checkRevocationToken,
  checkUpstreamLogoutToken,
  type SignalChecks,
} from '@gatehouse-sso/core/oidc/upstream-logout-token'
import type { VerifiedLogout, VerifiedRevocation } from '../../domain/ports/identity-providers.ts'
import type { ConnectionRecord } from '../../domain/stores/connections.ts'
import { decodeUtf8 } from './decode.ts'
import { withCodes } from './errors.ts'
import { expectedIssuer, isIssuerOf } from './expected-issuer.ts'
import type { OidcHost } from './host.ts'
import { toleranceSeconds } from './library.ts'
import type { Discovery } from './metadata-cache.ts'
import { checkSignature } from './signature.ts'

/** @throws Failure token_* */
export async function verifyLogoutToken(
  host: OidcHost,
  connection: ConnectionRecord,
  unverified_token: string,
): Promise<VerifiedLogout> {
  const token = decodeJwt(unverified_token, decodeUtf8)
  const { client_id } = host.provider.client(connection.settings)
  const { jti, expires_at } = checkUpstreamLogoutToken(token, checksOf(host, connection, client_id))
  await checkSigner(host, connection, token)
  const { claims } = token
  const names_person = textClaim(claims, 'sub') !== undefined
  const identity = names_person ? host.provider.identityOf(connection.settings, claims, connection.id) : null
  return { jti, expires_at, sid: textClaim(claims, 'sid') ?? null, identity }
}

/** @throws Failure token_* */
export async function verifyRevocation(
  host: OidcHost,
  connection: ConnectionRecord,
  unverified_token: string,
  address: string,
): Promise<VerifiedRevocation> {
  const { provider } = host
  const token = decodeJwt(unverified_token, decodeUtf8)
  const { client_id } = provider.client(connection.settings)
  const { jti, expires_at } = checkRevocationToken(token, client_id, checksOf(host, connection, address))
  const issuer = await checkSigner(host, connection, token)
  return {
    jti,
    expires_at,
    identityOf: (iss, sub) =>
      iss === issuer ? provider.identityOf(connection.settings, { iss, sub }, connection.id) : null,
  }
}

/** A connection's issuer is the one of its document, which may have a place for one of many tenants. */
export async function isIssuer(host: OidcHost, { settings }: ConnectionRecord, iss: string): Promise<boolean> {
  try {
    return isIssuerOf(await host.metadata.discovery(host.provider.client(settings)), iss)
  } catch (error) {
    if (isFailure(error)) return false
    throw error
  }
}

function checksOf({ provider, now }: OidcHost, { settings }: ConnectionRecord, audience: string): SignalChecks {
  const { id_token_algorithms } = provider.client(settings)
  return { algorithms: id_token_algorithms, audience, now: now(), tolerance_seconds: toleranceSeconds }
}

/** Issuer and signature. @returns the issuer */
async function checkSigner(host: OidcHost, connection: ConnectionRecord, token: UnverifiedJwt): Promise<string> {
  const { provider, metadata } = host
  const discovery: Discovery = await withCodes(provider, metadata.discovery(provider.client(connection.settings)))
  const issuer = expectedIssuer(provider, connection.settings, token.claims, discovery)
  if (token.claims.iss !== issuer) {
    const received = String(token.claims.iss).slice(0, 300)
    throw new Failure('token_issuer_wrong', { expected: issuer, received })
  }
  await checkSignature(host, discovery, connection, token)
  return issuer
}
