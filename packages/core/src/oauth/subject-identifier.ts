/** The person that a global revocation names: RFC 9493, Subject Identifiers for Security Event Tokens. */
import { Failure } from '../failure.ts'
import { isClaims, textClaim } from '../oidc/claims.ts'

export type SubjectIdentifier =
  | { readonly format: 'email'; readonly email: string }
  | { readonly format: 'iss_sub'; readonly iss: string; readonly sub: string }

/** Formats of the standard that name nothing that we know of a person. */
const foreign = ['account', 'aliases', 'did', 'jwt_id', 'opaque', 'phone_number', 'saml_assertion_id', 'uri']

const maximumLength = 1_024

/**
 * Reads the body of a revocation. Okta's guide calls the member `sub_id`, Auth0's reference `subject`; `sub_id` wins.
 * @throws Failure revocation_malformed, revocation_impossible
 */
export function readSubjectIdentifier(body: unknown): SubjectIdentifier {
  const whole = isClaims(body) ? body : {}
  const subject = whole.sub_id ?? whole.subject
  if (!isClaims(subject)) throw new Failure('revocation_malformed', { param: 'sub_id', expected: 'an object' })
  const member = (name: string): string => {
    const value = textClaim(subject, name)
    if (value !== undefined && value.length <= maximumLength) return value
    throw new Failure('revocation_malformed', { param: `sub_id.${name}`, expected: 'text' })
  }
  const format = member('format')
  if (format === 'email') return { format, email: member('email') }
  if (format === 'iss_sub') return { format, iss: member('iss'), sub: member('sub') }
  const code = foreign.includes(format) ? 'revocation_impossible' : 'revocation_malformed'
  throw new Failure(code, { param: 'sub_id.format', expected: 'iss_sub or email', received: format.slice(0, 100) })
}
