import { googleIdpId, type Persona, type PersonaApplication } from '../directory/persona-application.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { Emulation } from '../emulation.ts'
import type { Entropy } from '../identifier.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import type { ResponseStyle } from '../saml/response.ts'
import type { FoundPersona } from './find-persona.ts'

/** The differences between the responses of the personas. */
export interface PersonaStyle {
  readonly response: ResponseStyle
  readonly context: string
  /** Makes the ID of a message. */
  readonly newId: (entropy: Entropy) => string
}

const classes = 'urn:oasis:names:tc:SAML:2.0:ac:classes'

export const personaStyles: Readonly<Record<Persona, PersonaStyle>> = {
  okta: {
    response: {
      protocol_prefix: 'saml2p',
      assertion_prefix: 'saml2',
      issuer_format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity',
      attribute_name_format: 'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified',
      value_type: 'xs:string',
      attributes_first: false,
    },
    context: `${classes}:PasswordProtectedTransport`,
    newId: (entropy) => `id${BigInt(`0x${entropy(10).toString('hex')}`)}`,
  },
  google: {
    response: {
      protocol_prefix: 'saml2p',
      assertion_prefix: 'saml2',
      issuer_format: undefined,
      attribute_name_format: undefined,
      value_type: 'xs:anyType',
      attributes_first: true,
    },
    context: `${classes}:unspecified`,
    newId: (entropy) => `_${entropy(16).toString('hex')}`,
  },
}

/** The entity ID. It is a name only, so it is that of the real service, and nothing is ever fetched from it. */
export function personaIssuer(tenant: Tenant, { persona, id }: PersonaApplication): string {
  return persona === 'okta'
    ? `http://www.okta.com/${id}`
    : `https://accounts.google.com/o/saml2?idpid=${googleIdpId(tenant.id)}`
}

/** Okta has a certificate for each application here, Google one for each tenant. */
export function personaKey(
  { certificate_keys }: Emulation,
  { tenant, application }: FoundPersona,
): Promise<SigningKey> {
  if (application.persona === 'okta') {
    const organization = tenant.displayName.toLowerCase().replace(/[^a-z0-9]+/g, '-')
    const subject = `CN=${organization}, OU=SSOProvider, O=Okta, L=San Francisco, ST=California, C=US`
    return certificate_keys.keySince({ id: `okta ${tenant.id} ${application.id}`, subject }, 10)
  }
  const subject = 'CN=Google, OU=Google For Work, O=Google Inc., L=Mountain View, ST=California, C=US'
  return certificate_keys.keySince({ id: `google ${tenant.id}`, subject }, 5)
}

/** The address for requests. */
export function personaSsoPath(tenant: Tenant, { persona, id }: PersonaApplication): string {
  return persona === 'okta' ? `/okta/app/${id}/sso/saml` : `/google/o/saml2/idp?idpid=${googleIdpId(tenant.id)}`
}

export function personaMetadataPath(tenant: Tenant, application: PersonaApplication): string {
  return application.persona === 'okta'
    ? `${personaSsoPath(tenant, application)}/metadata`
    : `/google/o/saml2/metadata?idpid=${googleIdpId(tenant.id)}`
}

/** The address of the tile, which begins a sign-in that nobody asked for. */
export function personaStartPath(tenant: Tenant, { persona, id }: PersonaApplication): string {
  return persona === 'okta' ? `/okta/home/${id}` : `/google/o/saml2/initsso?idpid=${googleIdpId(tenant.id)}&spid=${id}`
}
