/**
 * Makes the text of a response from its content: markup, signature of the assertion, encryption, signature of the response.
 */
import type { Emulation } from '../emulation.ts'
import { type Drawn, noFaults } from '../faults/faults.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import { encryptedAssertion } from './encrypt.ts'
import {
  type AssertionContent,
  assertionMarkup,
  type ResponseContent,
  type ResponseStyle,
  responseMarkup,
  successStatus,
} from './response.ts'
import { signXml } from './sign-xml.ts'
import type { Xml } from './xml.ts'

export interface ResponsePlan {
  readonly response: ResponseContent
  readonly assertion: AssertionContent
  readonly style: ResponseStyle
  readonly signs: 'assertion' | 'response' | 'both'
  readonly algorithm: 'sha256' | 'sha1'
  readonly key: SigningKey
  /** The prefix of the signature's elements. Undefined: none. */
  readonly signature_prefix: string | undefined
  /** base64 of the DER of the certificate to encrypt for. Null: not encrypted. */
  readonly encryption_certificate: string | null
}

/** Changes the first character after each start tag of a signature's value. */
function broken(markup: string): string {
  return markup.replace(/(<(?:\w+:)?SignatureValue>\s*)(\w)/g, (_, before: string, first: string) => {
    return before + (first === 'A' ? 'B' : 'A')
  })
}

/** A key of which no metadata has the certificate. */
function foreignKey({ certificate_keys }: Emulation): Promise<SigningKey> {
  return certificate_keys.keySince({ id: 'foreign', subject: 'CN=Microsoft Azure Federated SSO Certificate' }, 3)
}

/** A forged assertion for somebody else, without a signature. */
function forgery(plan: ResponsePlan): Xml {
  return assertionMarkup(
    { ...plan.assertion, id: '_forged', name_id: { markup: 'somebody.else@contoso.example' } },
    plan.style,
  )
}

/** The text of a response with its faults. */
export async function sealResponse(
  emulation: Emulation,
  plan: ResponsePlan,
  faults: Drawn = noFaults,
): Promise<string> {
  const { assertion, encryption_certificate, response, style } = plan
  const key = faults.has('saml-foreign-certificate') ? await foreignKey(emulation) : plan.key
  const algorithm = faults.has('saml-sha1') ? 'sha1' : plan.algorithm
  const signature = {
    key,
    algorithm,
    ...(plan.signature_prefix === undefined ? {} : { prefix: plan.signature_prefix }),
  } as const
  const signed = (content: Xml, id: string, part: 'assertion' | 'response'): Xml => {
    if (faults.has('saml-unsigned') || (plan.signs !== part && plan.signs !== 'both')) return content
    const markup = signXml(content.markup, id, 'Issuer', signature)
    return { markup: faults.has('saml-bad-signature') ? broken(markup) : markup }
  }
  const one = signed(assertionMarkup(assertion, style), assertion.id, 'assertion')
  const cipher = faults.has('saml-gcm') ? 'aes-256-gcm' : 'aes-256-cbc'
  const inside =
    encryption_certificate === null
      ? one
      : encryptedAssertion(one, encryption_certificate, cipher, emulation.entropy, style.assertion_prefix)
  const whole = signed(responseMarkup(response, successStatus, [inside], style), response.id, 'response').markup
  const wrapped = faults.has('saml-signature-wrapping')
    ? whole.replace(/<(\w+:)?(Encrypted)?Assertion /, (start) => `${forgery(plan).markup}${start}`)
    : whole
  return faults.has('saml-doctype') ? `<!DOCTYPE who [<!ENTITY who "somebody else">]>${wrapped}` : wrapped
}
