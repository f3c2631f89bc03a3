import { constants, createCipheriv, publicEncrypt, X509Certificate } from 'node:crypto'
import type { Entropy } from '../identifier.ts'
import { namespaces } from './names.ts'
import { type Xml, xml } from './xml.ts'

const encryption = 'http://www.w3.org/2001/04/xmlenc#'

export type ContentCipher = 'aes-256-cbc' | 'aes-256-gcm'

const algorithms: Readonly<Record<ContentCipher, string>> = {
  'aes-256-cbc': `${encryption}aes256-cbc`,
  'aes-256-gcm': 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
}

/** XML Encryption 1.1, 5.2.4: the tag of GCM is at the end. 5.2: the padding of CBC may be that of PKCS #7. */
function encrypted(cipher: ContentCipher, key: Buffer, text: string, entropy: Entropy): Buffer {
  if (cipher === 'aes-256-cbc') {
    const iv = entropy(16)
    const maker = createCipheriv(cipher, key, iv)
    return Buffer.concat([iv, maker.update(text, 'utf8'), maker.final()])
  }
  const iv = entropy(12)
  const maker = createCipheriv(cipher, key, iv)
  return Buffer.concat([iv, maker.update(text, 'utf8'), maker.final(), maker.getAuthTag()])
}

/**
 * Encrypts an assertion for the certificate of the application, with RSA-OAEP for the key.
 * @param certificate base64 of the DER
 * @param prefix of the element EncryptedAssertion. Undefined: none
 */
export function encryptedAssertion(
  assertion: Xml,
  certificate: string,
  cipher: ContentCipher,
  entropy: Entropy,
  prefix?: string,
): Xml {
  const key = entropy(32)
  const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'))
  const wrapped = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, key)
  const content = encrypted(cipher, key, assertion.markup, entropy)
  const name = prefix === undefined ? 'EncryptedAssertion' : `${prefix}:EncryptedAssertion`
  const declared = prefix === undefined ? 'xmlns' : `xmlns:${prefix}`
  const data = xml`<xenc:EncryptedData xmlns:xenc="${encryption}" Type="${encryption}Element"><xenc:EncryptionMethod Algorithm="${algorithms[cipher]}"/><KeyInfo xmlns="${namespaces.signature}"><e:EncryptedKey xmlns:e="${encryption}"><e:EncryptionMethod Algorithm="${encryption}rsa-oaep-mgf1p"><DigestMethod Algorithm="http://www.w3.org/2000/09/xmldsig#sha1"/></e:EncryptionMethod><KeyInfo><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo><e:CipherData><e:CipherValue>${wrapped.toString('base64')}</e:CipherValue></e:CipherData></e:EncryptedKey></KeyInfo><xenc:CipherData><xenc:CipherValue>${content.toString('base64')}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>`
  return { markup: `<${name} ${declared}="${namespaces.assertion}">${data.markup}</${name}>` }
}
