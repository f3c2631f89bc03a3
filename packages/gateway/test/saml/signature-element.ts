import { createPublicKey, type KeyObject } from 'node:crypto'
import { wrapped } from './base64-lines.ts'
import { canonicalizations, ns } from './names.ts'
import { qualified, type SignatureStyle } from './style.ts'
import { element, indented, type XmlElement } from './xml-tree.ts'

export interface SignatureParts {
  readonly canonicalization: string
  readonly algorithm: string
  readonly uri: string
  readonly transforms: readonly string[]
  readonly digest_algorithm: string
  readonly digest: string
  readonly certificate: string
  readonly key: KeyObject
}

/** The element with an empty SignatureValue. */
export function signatureElement(style: SignatureStyle, parts: SignatureParts): XmlElement {
  const d = (name: string): string => qualified(style.prefix, name)
  const transform = (Algorithm: string): XmlElement => {
    const keeps = style.prefix_list.length > 0 && Algorithm === canonicalizations.exclusive
    const list = { 'xmlns:ec': ns.exclusive, PrefixList: style.prefix_list.join(' ') }
    return element(d('Transform'), { Algorithm }, ...(keeps ? [element('ec:InclusiveNamespaces', list)] : []))
  }
  const reference = element(
    d('Reference'),
    { URI: parts.uri },
    element(d('Transforms'), {}, ...parts.transforms.map(transform)),
    element(d('DigestMethod'), { Algorithm: parts.digest_algorithm }),
    element(d('DigestValue'), {}, parts.digest),
  )
  const signedInfo = element(
    d('SignedInfo'),
    {},
    element(d('CanonicalizationMethod'), { Algorithm: parts.canonicalization }),
    element(d('SignatureMethod'), { Algorithm: parts.algorithm }),
    reference,
  )
  const declaration = style.prefix === '' ? 'xmlns' : `xmlns:${style.prefix}`
  const keyInfo = keyInfoOf(style, parts, d)
  const signature = element(
    d('Signature'),
    { [declaration]: ns.signature },
    signedInfo,
    element(d('SignatureValue')),
    ...(keyInfo === null ? [] : [keyInfo]),
  )
  return style.step === null ? signature : indented(signature, style.step)
}

function keyInfoOf(
  { key_info, wrap }: SignatureStyle,
  { certificate, key }: SignatureParts,
  d: (name: string) => string,
): XmlElement | null {
  if (key_info === 'none') return null
  if (key_info === 'key value') {
    const { n = '', e = '' } = createPublicKey(key).export({ format: 'jwk' })
    const base64 = (value: string): string => Buffer.from(value, 'base64url').toString('base64')
    const numbers = [element(d('Modulus'), {}, base64(n)), element(d('Exponent'), {}, base64(e))]
    return element(d('KeyInfo'), {}, element(d('KeyValue'), {}, element(d('RSAKeyValue'), {}, ...numbers)))
  }
  const text = certificate.replace(/-----[A-Z ]+-----|\s/g, '')
  const written = element(d('X509Certificate'), {}, wrapped(text, wrap))
  const subject = element(d('X509SubjectName'), {}, 'ST=California,C=US,OU=Google For Work,CN=Google')
  const data = element(d('X509Data'), {}, ...(key_info === 'subject and certificate' ? [subject] : []), written)
  if (key_info === 'default namespace') return element('KeyInfo', { xmlns: ns.signature }, data)
  return element(d('KeyInfo'), {}, data)
}
