/** The port `IdentityProviders` for connections by OpenID Connect. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import type { IdentityProviders } from '../../domain/ports/identity-providers.ts'
import { fetchJson } from '../json-document.ts'
import { beginOidc } from './begin.ts'
import { checkedDiscovery } from './checked-discovery.ts'
import { tryOidcCredential } from './credential-trial.ts'
import { withCodes } from './errors.ts'
import { examineOidc } from './examine.ts'
import { finishOidc } from './finish.ts'
import type { OidcHost } from './host.ts'
import { publishedEndpoints } from './known-endpoints.ts'
import { logoutAddressOidc } from './logout.ts'
import { isIssuer, verifyLogoutToken, verifyRevocation } from './logout-signals.ts'
import { checkDocument } from './metadata-cache.ts'
import { refreshOidc } from './refresh.ts'

export function oidcDoor(hostOf: (type: string) => OidcHost): IdentityProviders {
  return {
    async probe(connection) {
      const host = hostOf(connection.type)
      const { keys } = await host.metadata.keys(await checkedDiscovery(host, connection))
      if (keys.length === 0) throw new Failure('keys_unusable', { expected: 'a key that can verify a signature' })
    },
    async resolveSettings(type, settings, entered) {
      const { provider, outbound } = hostOf(type)
      const read = (address: string): Promise<Claims> => {
        outbound.check(address)
        return fetchJson(outbound, address, 'discovery_unusable')
      }
      const resolved = await provider.resolve?.(settings, entered, read)
      return (resolved ?? settings) as Readonly<Record<string, unknown>>
    },
    async publishedEndpoints({ type, settings }) {
      const { provider, outbound, now } = hostOf(type)
      const { discovery_url, discovery_issuers } = provider.client(settings)
      if (discovery_url === null) return null
      const document = await withCodes(provider, fetchJson(outbound, discovery_url, 'discovery_unusable'))
      return publishedEndpoints(checkDocument(outbound, document, discovery_issuers, now()), discovery_url)
    },
    async tenantFacts(connection, language) {
      const { provider } = hostOf(connection.type)
      const discovery = await checkedDiscovery(hostOf(connection.type), connection)
      const facts = provider.tenantFacts?.(connection.settings, discovery.document, language)
      return facts ?? [new URL(discovery.issuer).host]
    },
    tryCredential: (connection, credential) => tryOidcCredential(hostOf(connection.type), connection, credential),
    examine: (request) => examineOidc(hostOf(request.connection.type), request),
    // Requests and logouts of OpenID Connect go in addresses and tokens.
    publishedSettings: async () => null,
    requestForm: async () => null,
    readSamlLogout: async () => notOfOidc(),
    samlLogoutAnswer: async () => notOfOidc(),
    serviceProviderMetadata: () => notOfOidc(),
    begin: (request) => beginOidc(hostOf(request.connection.type), request),
    verifyLogoutToken: (connection, token) => verifyLogoutToken(hostOf(connection.type), connection, token),
    verifyRevocation: (connection, token, address) =>
      verifyRevocation(hostOf(connection.type), connection, token, address),
    isIssuer: (connection, iss) => isIssuer(hostOf(connection.type), connection, iss),
    logoutAddress: (request) => logoutAddressOidc(hostOf(request.connection.type), request),
    refresh: (request) => refreshOidc(hostOf(request.connection.type), request),
    finish: (request) => finishOidc(hostOf(request.connection.type), request),
  }
}

function notOfOidc(): never {
  throw new Failure('route_missing')
}
