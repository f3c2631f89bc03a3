/** The way to a SAML identity provider: the address to send the browser to. */
import { withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import type { BeginUpstream, BegunUpstream } from '../../domain/ports/identity-providers.ts'
import type { SamlProvider } from '../../providers/provider.ts'
import { authnRequest } from '../../saml/authn-request.ts'
import { nameIdFormats } from '../../saml/names.ts'
import { redirectAddress } from '../../saml/redirect-binding.ts'
import { type SamlHost, settingsOf } from './host.ts'
import { signingKeyOf } from './own-keys.ts'
import type { SamlState } from './state.ts'

/** @throws Failure credential_missing when requests are to be signed and no certificate is there */
export async function beginSaml(
  { provider, now, newSecret }: SamlHost,
  request: BeginUpstream,
): Promise<BegunUpstream> {
  const { connection, service_provider } = request
  if (!service_provider) throw new Error('a SAML sign-in without our own side')
  const settings = settingsOf(connection)
  // An authentication anew is the only way to be sure of its age.
  const isAnew = request.prompt === 'login' || request.max_age !== null
  const issued_at = now()
  // An ID must not begin with a digit (Entra: AADSTS7500529).
  const id = `_${newSecret(128)}`
  const xml = authnRequest({
    id,
    issued_at,
    issuer: service_provider.entity_id,
    destination: settings.sso_url,
    acs: request.redirect_uri,
    force_authn: isAnew,
    name_id_format: settings.name_id_format === undefined ? null : nameIdFormats[settings.name_id_format],
    authn_contexts: contextsToAsk(settings.authn_contexts ?? [], request.acr_values),
  })
  const protocol_state: SamlState = {
    request_id: id,
    entity_id: service_provider.entity_id,
    request_xml: settings.sso_binding === 'post' ? xml : null,
    max_age: request.max_age,
    authenticated_after: isAnew ? issued_at : null,
  }
  // A form cannot stand in an address: our own page has it.
  if (settings.sso_binding === 'post') {
    const location = withParameters(service_provider.request_url, { RelayState: request.handle })
    return { location, protocol_state, new_endpoints: null }
  }
  const key = settings.sign_requests ? signingKeyOf(service_provider.credentials, issued_at) : null
  const message = { parameter: 'SAMLRequest', xml, relay_state: request.handle, key } as const
  const location = redirectAddress(settings.sso_url, message, hintsOf(provider, request))
  return { location, protocol_state, new_endpoints: null }
}

/** The contexts of the connection, or those of them that the application wants. The application alone, if it has none. */
function contextsToAsk(required: readonly string[], acr_values: readonly string[]): readonly string[] {
  if (required.length === 0) return acr_values
  const wanted = acr_values.filter((value) => required.includes(value))
  return wanted.length > 0 ? wanted : required
}

/** Hints that Entra takes beside the message, where the standard has none. */
function hintsOf(
  { login_hint_parameter, domain_hint_parameter }: SamlProvider,
  { login_hint, domain_hint, prompt }: BeginUpstream,
): Readonly<Record<string, string>> {
  return {
    // A hint would lead a person who is to choose an account past the choice.
    ...(login_hint_parameter !== null && login_hint !== null && prompt !== 'choose'
      ? { [login_hint_parameter]: login_hint }
      : {}),
    ...(domain_hint_parameter !== null && domain_hint !== null ? { [domain_hint_parameter]: domain_hint } : {}),
  }
}
