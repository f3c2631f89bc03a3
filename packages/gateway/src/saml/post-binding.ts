/** Messages that we post: signed inside, by xml-crypto (saml-bindings 3.5). The signer loads at its first use. */
import { envelopedSignature, exclusiveCanonicalization } from './names.ts'

export interface SigningKey {
  /** PKCS #8 in PEM. */
  readonly private_key: string
  /** The certificate in PEM, for KeyInfo. */
  readonly certificate: string
}

/**
 * Signs the root element: exclusive canonicalization, RSA-SHA256. The signature follows the Issuer (saml-core 3.2.1).
 * @param xml with an `ID` at the root
 */
export async function signed(xml: string, key: SigningKey): Promise<string> {
  const { SignedXml } = await import('xml-crypto')
  const signature = new SignedXml({
    privateKey: key.private_key,
    publicCert: key.certificate,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: exclusiveCanonicalization,
    idAttribute: 'ID',
  })
  signature.addReference({
    xpath: '/*',
    transforms: [envelopedSignature, exclusiveCanonicalization],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  })
  const location = { reference: "/*/*[local-name()='Issuer']", action: 'after' } as const
  signature.computeSignature(xml, { prefix: 'ds', location })
  return signature.getSignedXml()
}

/** The value of the form field. */
export const postValue = (xml: string): string => Buffer.from(xml).toString('base64')
