/**
 * XML Encryption of an assertion: one key by RSA-OAEP, AES in GCM or CBC. All failures are the same failure, so that
 * nobody learns anything about a ciphertext by changing it (How to Break XML Encryption, 2011).
 */
import { constants, createDecipheriv, createPrivateKey, type KeyObject, privateDecrypt } from 'node:crypto'
import { Failure } from '@gatehouse-sso/core/failure'
import { strictBase64 } from './decode.ts'
import { attributeOf, childrenOf, is, onlyChild, optionalChild, textOf } from './elements.ts'
import type { XmlElement } from './tree.ts'

interface ContentAlgorithm {
  readonly cipher: 'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm' | 'aes-128-cbc' | 'aes-192-cbc' | 'aes-256-cbc'
  readonly key_bytes: number
  readonly is_authenticated: boolean
}

const contentAlgorithms: ReadonlyMap<string, ContentAlgorithm> = new Map(
  ([128, 192, 256] as const).flatMap((bits): [string, ContentAlgorithm][] => [
    [
      `http://www.w3.org/2009/xmlenc11#aes${bits}-gcm`,
      { cipher: `aes-${bits}-gcm`, key_bytes: bits / 8, is_authenticated: true },
    ],
    [
      `http://www.w3.org/2001/04/xmlenc#aes${bits}-cbc`,
      { cipher: `aes-${bits}-cbc`, key_bytes: bits / 8, is_authenticated: false },
    ],
  ]),
)

/** OAEP hashes its label and makes its mask with one hash each. OpenSSL takes one for both. RSA 1.5 is missing for good. */
const keyTransports: ReadonlyMap<string, 'mgf1p' | 'oaep'> = new Map([
  ['http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p', 'mgf1p'],
  ['http://www.w3.org/2009/xmlenc11#rsa-oaep', 'oaep'],
])

const hashes: ReadonlyMap<string, string> = new Map([
  ['http://www.w3.org/2000/09/xmldsig#sha1', 'sha1'],
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
  ['http://www.w3.org/2001/04/xmldsig-more#sha384', 'sha384'],
  ['http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'],
  ['http://www.w3.org/2009/xmlenc11#mgf1sha1', 'sha1'],
  ['http://www.w3.org/2009/xmlenc11#mgf1sha256', 'sha256'],
  ['http://www.w3.org/2009/xmlenc11#mgf1sha384', 'sha384'],
  ['http://www.w3.org/2009/xmlenc11#mgf1sha512', 'sha512'],
])

export interface Decrypted {
  readonly xml: Buffer
  /** GCM proves that nobody changed the ciphertext; CBC does not. */
  readonly is_authenticated: boolean
}

export const decryptionFailed = (cause?: unknown): Failure => new Failure('saml_decryption_failed', { cause })

/**
 * @param encrypted an EncryptedAssertion
 * @param private_keys PKCS #8 in PEM, the newest first
 * @throws Failure saml_decryption_failed
 */
export function decryptAssertion(encrypted: XmlElement, private_keys: readonly string[]): Decrypted {
  try {
    const data = onlyChild(encrypted, 'xenc:EncryptedData')
    const algorithm = contentAlgorithms.get(methodOf(data))
    if (!algorithm) throw decryptionFailed()
    const key_info = onlyChild(data, 'ds:KeyInfo')
    // Inside the data, or beside it (saml-core 2.2.4).
    const encrypted_keys = [...childrenOf(key_info, 'xenc:EncryptedKey'), ...childrenOf(encrypted, 'xenc:EncryptedKey')]
    const [encrypted_key] = encrypted_keys
    if (!encrypted_key || encrypted_keys.length > 1) throw decryptionFailed()
    const key = contentKey(encrypted_key, private_keys, algorithm.key_bytes)
    return { xml: decryptContent(algorithm, key, cipherValue(data)), is_authenticated: algorithm.is_authenticated }
  } catch (cause) {
    throw decryptionFailed(cause)
  }
}

function methodOf(element: XmlElement): string {
  return attributeOf(onlyChild(element, 'xenc:EncryptionMethod'), 'Algorithm') ?? ''
}

function cipherValue(element: XmlElement): Buffer {
  const value = onlyChild(onlyChild(element, 'xenc:CipherData'), 'xenc:CipherValue')
  const text = textOf(value).replace(/\s/g, '')
  if (!strictBase64.test(text)) throw decryptionFailed()
  return Buffer.from(text, 'base64')
}

function contentKey(encrypted_key: XmlElement, private_keys: readonly string[], bytes: number): Buffer {
  const oaepHash = oaepHashOf(onlyChild(encrypted_key, 'xenc:EncryptionMethod'))
  const value = cipherValue(encrypted_key)
  for (const pem of private_keys) {
    const key = unwrap(createPrivateKey(pem), oaepHash, value)
    if (key?.length === bytes) return key
  }
  throw decryptionFailed()
}

function unwrap(key: KeyObject, oaepHash: string, value: Buffer): Buffer | null {
  try {
    return privateDecrypt({ key, oaepHash, padding: constants.RSA_PKCS1_OAEP_PADDING }, value)
  } catch {
    return null
  }
}

/** The hash of label and mask, which must be the same; without a name it is SHA-1 (XML Encryption 1.1, 5.5.2). */
function oaepHashOf(method: XmlElement): string {
  const transport = keyTransports.get(attributeOf(method, 'Algorithm') ?? '')
  if (transport === undefined || optionalChild(method, 'xenc:OAEPparams')) throw decryptionFailed()
  const digest = nameOf(method, (child) => is(child, 'ds:DigestMethod'))
  const mask = transport === 'mgf1p' ? 'sha1' : nameOf(method, ({ name }) => name === 'MGF')
  if (digest !== mask) throw decryptionFailed()
  return digest
}

function nameOf(method: XmlElement, fits: (child: XmlElement) => boolean): string {
  const child = method.children.find(fits)
  if (!child) return 'sha1'
  const name = hashes.get(attributeOf(child, 'Algorithm') ?? '')
  if (name === undefined) throw decryptionFailed()
  return name
}

function decryptContent({ cipher, is_authenticated }: ContentAlgorithm, key: Buffer, value: Buffer): Buffer {
  const iv = value.subarray(0, is_authenticated ? 12 : 16)
  if (!is_authenticated) {
    const decipher = createDecipheriv(cipher as 'aes-256-cbc', key, iv).setAutoPadding(false)
    return withoutPadding(Buffer.concat([decipher.update(value.subarray(16)), decipher.final()]))
  }
  // A shorter tag would be accepted by a library that takes whatever is left.
  if (value.length < 12 + 16) throw decryptionFailed()
  const decipher = createDecipheriv(cipher as 'aes-256-gcm', key, iv, { authTagLength: 16 })
  decipher.setAuthTag(value.subarray(-16))
  return Buffer.concat([decipher.update(value.subarray(12, -16)), decipher.final()])
}

/** ISO 10126: the last byte is the number of bytes (XML Encryption 1.1, 5.2). */
function withoutPadding(padded: Buffer): Buffer {
  const count = padded.at(-1) ?? 0
  if (count < 1 || count > 16 || count > padded.length) throw decryptionFailed()
  return padded.subarray(0, -count)
}
