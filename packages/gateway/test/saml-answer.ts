/** A SAML identity provider without a server: it answers a request of the gateway with a signed response. */
import { inflateRawSync } from 'node:zlib'
import { minuteMs } from '@gatehouse-sso/core/time'
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import { keys } from './saml/keys.ts'
import { sentResponse } from './saml/sent-response.ts'
import type { Style } from './saml/style.ts'
import { keycloak } from './saml/styles/keycloak.ts'
import type { ResponseValues } from './saml/values.ts'

export const idpEntityId = 'https://idp.example/saml'
const idpSsoUrl = 'https://idp.example/saml/sso'
export const idpSloUrl = 'https://idp.example/saml/slo'

/** The settings of a connection to it. */
export const idpSettings = {
  idp_entity_id: idpEntityId,
  sso_url: idpSsoUrl,
  slo_url: idpSloUrl,
  certificates: [keys.idp.certificate],
}

export interface SamlAnswer {
  readonly acs_url: string
  readonly form: { readonly SAMLResponse: string; readonly RelayState: string }
}

/** The XML of a message in an address. */
export function messageIn(address: URL, parameter: 'SAMLRequest' | 'SAMLResponse'): string {
  return inflateRawSync(Buffer.from(address.searchParams.get(parameter) ?? '', 'base64')).toString()
}

/**
 * Answers a request.
 * @param location the address at the identity provider to which the gateway sent the browser
 * @param name of the person, of the session and of the messages
 */
export function answerTo(
  location: string,
  { saml }: Connection,
  name: string,
  change: Partial<ResponseValues> = {},
  style: Style = keycloak,
): SamlAnswer {
  const asked = new URL(location)
  const request = messageIn(asked, 'SAMLRequest')
  const { acs_url = '', sp_entity_id = '' } = saml ?? {}
  const at = Date.now()
  const SAMLResponse = sentResponse(style, {
    encrypts: false,
    values: {
      response_id: `_response-${name}`,
      assertion_id: `_assertion-${name}`,
      issuer: idpEntityId,
      issue_instant: at,
      destination: acs_url,
      recipient: acs_url,
      audience: sp_entity_id,
      in_response_to: / ID="([^"]+)"/.exec(request)?.[1] ?? '',
      not_before: at - minuteMs,
      not_on_or_after: at + minuteMs,
      confirmed_until: at + minuteMs,
      authn_instant: at,
      name_id: `person-${name}`,
      session_index: `session-${name}`,
      session_not_on_or_after: null,
      ...change,
    },
  })
  return { acs_url, form: { SAMLResponse, RelayState: asked.searchParams.get('RelayState') ?? '' } }
}
