/** The port `IdentityProviders` for connections by SAML. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { IdentityProviders } from '../../domain/ports/identity-providers.ts'
import type { RequestForm } from '../../domain/ports/saml.ts'
import { postValue, signed } from '../../saml/post-binding.ts'
import { serviceProviderMetadata } from '../../saml/sp-metadata.ts'
import { beginSaml } from './begin.ts'
import { examineSaml } from './examine.ts'
import { finishSaml } from './finish.ts'
import { type SamlHost, settingsOf } from './host.ts'
import { logoutAddressSaml, readSamlLogout, samlLogoutAnswer } from './logout.ts'
import { fetchMetadata, resolveSaml, settingsFrom } from './metadata.ts'
import { ownCertificatesOf, signingCertificateOf } from './own-keys.ts'
import { readSamlState } from './state.ts'

export function samlDoor(hostOf: (type: string) => SamlHost): IdentityProviders {
  return {
    async probe(connection) {
      const { metadata_url } = settingsOf(connection)
      const { outbound, now } = hostOf(connection.type)
      if (metadata_url !== undefined) await fetchMetadata(outbound, metadata_url, now())
    },
    resolveSettings(type, settings, entered) {
      const { outbound, now } = hostOf(type)
      return resolveSaml(outbound, now(), settings, entered)
    },
    // Addresses of SAML stand in the settings.
    publishedEndpoints: async () => null,
    async publishedSettings(connection) {
      const { metadata_url } = settingsOf(connection)
      const { outbound, now } = hostOf(connection.type)
      return metadata_url === undefined ? null : settingsFrom(await fetchMetadata(outbound, metadata_url, now()))
    },
    tenantFacts: async (connection) => [new URL(settingsOf(connection).sso_url).host],
    tryCredential: async () => ({ result: 'unknown', failure: null }),
    examine: (request) => examineSaml(hostOf(request.connection.type), request),
    begin: (request) => beginSaml(hostOf(request.connection.type), request),
    requestForm: (request) => requestForm(hostOf(request.connection.type), request),
    finish: (request) => finishSaml(hostOf(request.connection.type), request),
    logoutAddress: async (request) => logoutAddressSaml(hostOf(request.connection.type), request),
    readSamlLogout: (request) => readSamlLogout(hostOf(request.connection.type), request),
    samlLogoutAnswer: async (request) => samlLogoutAnswer(hostOf(request.connection.type), request),
    serviceProviderMetadata: ({ connection, service_provider, acs_url }) =>
      serviceProviderMetadata({
        entity_id: service_provider.entity_id,
        acs: acs_url,
        slo: service_provider.slo_url,
        certificates: ownCertificatesOf(service_provider.credentials),
        signs_requests: settingsOf(connection).sign_requests === true,
      }),
    verifyLogoutToken: async () => notOfSaml(),
    verifyRevocation: async () => notOfSaml(),
    isIssuer: async (connection, iss) => settingsOf(connection).idp_entity_id === iss,
    refresh: async () => ({ result: 'unknown', failure: new Failure('upstream_answer_unusable') }),
  }
}

/** SAML has no such tokens, and no address for them leads here (`logout_signals` is empty). */
function notOfSaml(): never {
  throw new Failure('route_missing')
}

async function requestForm(
  { now }: SamlHost,
  { connection, service_provider, handle, protocol_state }: RequestForm,
): ReturnType<IdentityProviders['requestForm']> {
  const { request_xml } = readSamlState(protocol_state)
  const { sso_url, sign_requests } = settingsOf(connection)
  if (request_xml === null) return null
  const xml = sign_requests ? await signedRequest(request_xml, service_provider, now()) : request_xml
  return { action: sso_url, fields: { SAMLRequest: postValue(xml), RelayState: handle } }
}

function signedRequest(xml: string, { credentials }: RequestForm['service_provider'], now: number): Promise<string> {
  const { private_key, certificate } = signingCertificateOf(credentials, now)
  return signed(xml, { private_key, certificate })
}
