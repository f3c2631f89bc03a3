/** The port `IdentityProviders`: each connection by the door of its protocol. */
import { protocolOf } from '@gatehouse-sso/core/connection-protocol'
import type { IdentityProviders } from '../domain/ports/identity-providers.ts'
import type { Keys } from '../domain/ports/keys.ts'
import type { Outbound } from '../outbound/fetch.ts'
import { oidcProviderOf, samlProviderOf } from '../providers/index.ts'
import { directories } from './graph/directory-groups.ts'
import { type MetadataCache, metadataCache } from './oidc/metadata-cache.ts'
import { oidcDoor } from './oidc/oidc.ts'
import { samlDoor } from './saml/saml.ts'

export function identityProviders(
  outbound: Outbound,
  keys: Pick<Keys, 'newSecret'>,
  now: () => number,
  metadata: MetadataCache = metadataCache(outbound, now),
): IdentityProviders {
  const asked = directories(outbound, now)
  const { newSecret } = keys
  const doors = {
    oidc: oidcDoor((type) => ({
      provider: oidcProviderOf(type),
      metadata,
      directories: asked,
      outbound,
      now,
      newSecret,
    })),
    saml: samlDoor((type) => ({ provider: samlProviderOf(type), directories: asked, outbound, now, newSecret })),
  }
  const doorOf = ({ type }: { readonly type: string }): IdentityProviders => doors[protocolOf(type)]
  return {
    probe: (connection) => doorOf(connection).probe(connection),
    resolveSettings: (type, settings, entered) => doorOf({ type }).resolveSettings(type, settings, entered),
    publishedEndpoints: (connection) => doorOf(connection).publishedEndpoints(connection),
    publishedSettings: (connection) => doorOf(connection).publishedSettings(connection),
    tenantFacts: (connection, language) => doorOf(connection).tenantFacts(connection, language),
    tryCredential: (connection, credential) => doorOf(connection).tryCredential(connection, credential),
    examine: (request) => doorOf(request.connection).examine(request),
    begin: (request) => doorOf(request.connection).begin(request),
    requestForm: (request) => doorOf(request.connection).requestForm(request),
    finish: (request) => doorOf(request.connection).finish(request),
    logoutAddress: (request) => doorOf(request.connection).logoutAddress(request),
    readSamlLogout: (request) => doorOf(request.connection).readSamlLogout(request),
    samlLogoutAnswer: (request) => doorOf(request.connection).samlLogoutAnswer(request),
    serviceProviderMetadata: (request) => doorOf(request.connection).serviceProviderMetadata(request),
    verifyLogoutToken: (connection, token) => doorOf(connection).verifyLogoutToken(connection, token),
    verifyRevocation: (connection, token, address) => doorOf(connection).verifyRevocation(connection, token, address),
    isIssuer: (connection, iss) => doorOf(connection).isIssuer(connection, iss),
    refresh: (request) => doorOf(request.connection).refresh(request),
  }
}
