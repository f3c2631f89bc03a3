/** The port `IdentityProviders`: the provider of a connection's type, spoken to by the host of its protocol. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import type { IdentityProviders } from '../domain/ports/identity-providers.ts'
import type { Keys } from '../domain/ports/keys.ts'
import type { Outbound } from '../outbound/fetch.ts'
import { providerOf } from '../providers/index.ts'
import { directories } from './graph/directory-groups.ts'
import { fetchJson } from './json-document.ts'
import { beginOidc } from './oidc/begin.ts'
import { checkedDiscovery } from './oidc/checked-discovery.ts'
import { tryOidcCredential } from './oidc/credential-trial.ts'
import { withCodes } from './oidc/errors.ts'
import { examineOidc } from './oidc/examine.ts'
import { finishOidc } from './oidc/finish.ts'
import type { OidcHost } from './oidc/host.ts'
import { publishedEndpoints } from './oidc/known-endpoints.ts'
import { logoutAddressOidc } from './oidc/logout.ts'
import { isIssuer, verifyLogoutToken, verifyRevocation } from './oidc/logout-signals.ts'
import { checkDocument, type MetadataCache, metadataCache } from './oidc/metadata-cache.ts'
import { refreshOidc } from './oidc/refresh.ts'

export function identityProviders(
  outbound: Outbound,
  keys: Pick<Keys, 'newSecret'>,
  now: () => number,
  metadata: MetadataCache = metadataCache(outbound, now),
): IdentityProviders {
  const asked = directories(outbound, now)
  const hostOf = (type: string): OidcHost => ({
    provider: providerOf(type),
    metadata,
    directories: asked,
    outbound,
    now,
    newSecret: keys.newSecret,
  })
  return {
    async probe(connection) {
      const { keys } = await metadata.keys(await checkedDiscovery(hostOf(connection.type), connection))
      if (keys.length === 0) throw new Failure('keys_unusable', { expected: 'a key that can verify a signature' })
    },
    async resolveSettings(type, settings, entered) {
      const read = (address: string): Promise<Claims> => {
        outbound.check(address)
        return fetchJson(outbound, address, 'discovery_unusable')
      }
      const resolved = await providerOf(type).resolve?.(settings, entered, read)
      return (resolved ?? settings) as Readonly<Record<string, unknown>>
    },
    async publishedEndpoints({ type, settings }) {
      const provider = providerOf(type)
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
