import { SignedXml } from 'xml-crypto'
import type { SigningKey } from '../keys/signing-key.ts'
import { digestAlgorithm, signatureAlgorithm } from './names.ts'

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'

export interface XmlSignature {
  readonly key: Pick<SigningKey, 'private_pem' | 'certificate'>
  readonly algorithm: keyof typeof signatureAlgorithm
  /** The prefix of the signature's elements. Entra's have none. */
  readonly prefix?: string
}

function pemOf(certificate: string): string {
  return `-----BEGIN CERTIFICATE-----\n${certificate.replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`
}

/**
 * Signs the element with this ID, as Entra does: enveloped, exclusive canonicalization, the certificate in KeyInfo.
 * @param after the local name of the child before the signature. Undefined: the signature is the first child
 */
export function signXml(markup: string, id: string, after: string | undefined, signature: XmlSignature): string {
  const element = `//*[@ID='${id}']`
  const signed = new SignedXml({
    privateKey: signature.key.private_pem,
    publicCert: pemOf(signature.key.certificate),
    signatureAlgorithm: signatureAlgorithm[signature.algorithm],
    canonicalizationAlgorithm: exclusive,
  })
  signed.addReference({
    xpath: element,
    transforms: [enveloped, exclusive],
    digestAlgorithm: digestAlgorithm[signature.algorithm],
  })
  signed.computeSignature(markup, {
    ...(signature.prefix === undefined ? {} : { prefix: signature.prefix }),
    location:
      after === undefined
        ? { reference: element, action: 'prepend' }
        : { reference: `${element}/*[local-name()='${after}']`, action: 'after' },
  })
  return signed.getSignedXml()
}
