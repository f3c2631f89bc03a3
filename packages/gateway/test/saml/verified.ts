import type { VerifiedAssertion } from '../../src/saml/response.ts'
import { formats } from './names.ts'
import { signatures } from './signing.ts'
import type { SignedParts, Style } from './style.ts'
import type { ResponseValues } from './values.ts'

/** The styles that write a FriendlyName. */
const withFriendlyNames = ['Keycloak', 'Shibboleth', 'PySAML2']

/**
 * The result of the core for the values of a response, written down without its code. The certificate is left out:
 * it is that of the case.
 */
export function verifiedOf(
  style: Style,
  signed: SignedParts = style.signs,
  algorithm: string = signatures.rsaSha256,
  values: ResponseValues = style.values,
): Omit<VerifiedAssertion, 'certificate_sha256'> {
  const friendly = withFriendlyNames.includes(style.name)
  return {
    response_id: values.response_id,
    assertion_id: values.assertion_id,
    issuer: values.issuer,
    name_id: {
      value: values.name_id,
      format: values.name_id_format === formats.unspecified ? null : values.name_id_format,
      name_qualifier: values.name_qualifier,
      sp_name_qualifier: values.sp_name_qualifier,
    },
    attributes: values.attributes.map((sent) => ({
      name: sent.name,
      friendly_name: friendly ? (sent.friendly_name ?? null) : null,
      values: sent.values,
    })),
    session_index: values.session_index,
    session_not_on_or_after: values.session_not_on_or_after,
    authn_instant: values.authn_instant,
    authn_context: values.authn_context,
    not_on_or_after: Math.max(values.not_on_or_after, values.confirmed_until),
    signed,
    algorithm,
  }
}
