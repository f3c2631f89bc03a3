import { constants, createCipheriv, createHash, createPublicKey, type KeyObject, publicEncrypt } from 'node:crypto'
import { decryptionCertificate, decryptionKey } from './keys.ts'
import { ns } from './names.ts'
import { oaep } from './oaep.ts'
import { type EncryptionStyle, qualified } from './style.ts'
import { element, type XmlElement } from './xml-tree.ts'

const ciphers = {
  'aes128-cbc': { uri: `${ns.encryption}aes128-cbc`, name: 'aes-128-cbc', bytes: 16 },
  'aes256-cbc': { uri: `${ns.encryption}aes256-cbc`, name: 'aes-256-cbc', bytes: 32 },
  'aes128-gcm': { uri: `${ns.encryption11}aes128-gcm`, name: 'aes-128-gcm', bytes: 16 },
  'aes256-gcm': { uri: `${ns.encryption11}aes256-gcm`, name: 'aes-256-gcm', bytes: 32 },
} as const

const digestUris = { sha1: 'http://www.w3.org/2000/09/xmldsig#sha1', sha256: `${ns.encryption}sha256` } as const

/** The parts of an encryption that a test may change. Everything else is as the identity provider has it. */
export interface EncryptionOptions {
  readonly public_key?: KeyObject
  readonly transport?: 'rsa-1_5'
  /** Replaces the URI of the key transport alone. */
  readonly transport_uri?: string
  readonly cipher_uri?: string
  /** The hash of the mask, where it is not that of the method. */
  readonly mask?: 'sha1' | 'sha256'
  /** Changes the octets of the ciphertext, which begin with the initialization vector. */
  readonly ciphertext?: (octets: Buffer) => Buffer
  readonly plaintext?: (xml: string) => string | Buffer
}

function encryptedOctets(xml: string | Buffer, cipher: EncryptionStyle['cipher'], key: Buffer): Buffer {
  const { name } = ciphers[cipher]
  const gcm = name.endsWith('gcm')
  const iv = createHash('sha256')
    .update('iv')
    .update(xml)
    .digest()
    .subarray(0, gcm ? 12 : 16)
  const encrypt = createCipheriv(name as 'aes-128-gcm', key, iv)
  const octets = Buffer.concat([iv, encrypt.update(xml), encrypt.final()])
  return gcm ? Buffer.concat([octets, encrypt.getAuthTag()]) : octets
}

function encryptedContentKey(key: Buffer, style: EncryptionStyle, options: EncryptionOptions): Buffer {
  const to = options.public_key ?? createPublicKey(decryptionKey)
  if (options.transport === 'rsa-1_5') return publicEncrypt({ key: to, padding: constants.RSA_PKCS1_PADDING }, key)
  const hash = style.digest ?? 'sha1'
  return oaep(to, key, hash, options.mask ?? (style.transport === 'rsa-oaep-mgf1p' ? 'sha1' : hash))
}

function transportUri(style: EncryptionStyle, options: EncryptionOptions): string {
  if (options.transport_uri !== undefined) return options.transport_uri
  if (options.transport === 'rsa-1_5') return `${ns.encryption}rsa-1_5`
  return style.transport === 'rsa-oaep' ? `${ns.encryption11}rsa-oaep` : `${ns.encryption}rsa-oaep-mgf1p`
}

/** The method of the key transport. The mask of `rsa-oaep` is named unless it is SHA-1. */
function transportMethod(style: EncryptionStyle, options: EncryptionOptions): XmlElement {
  const digest = style.digest === null ? [] : [element('ds:DigestMethod', { Algorithm: digestUris[style.digest] })]
  const mask = style.transport === 'rsa-oaep' ? (options.mask ?? style.digest ?? 'sha1') : 'sha1'
  const named =
    mask === 'sha1'
      ? []
      : [element('xenc11:MGF', { 'xmlns:xenc11': ns.encryption11, Algorithm: `${ns.encryption11}mgf1${mask}` })]
  return element('xenc:EncryptionMethod', { Algorithm: transportUri(style, options) }, ...digest, ...named)
}

function cipherData(octets: Buffer): XmlElement {
  return element('xenc:CipherData', {}, element('xenc:CipherValue', {}, octets.toString('base64')))
}

/** The element EncryptedAssertion in place of an assertion (saml-core 2.3.4). */
export function encryptedAssertion(
  prefix: string,
  xml: string,
  style: EncryptionStyle,
  options: EncryptionOptions = {},
): XmlElement {
  const { uri, bytes } = ciphers[style.cipher]
  const plaintext = options.plaintext?.(xml) ?? xml
  const key = createHash('sha256').update('content key').update(plaintext).digest().subarray(0, bytes)
  const octets = encryptedOctets(plaintext, style.cipher, key)
  const certificate = decryptionCertificate.replace(/-----[A-Z ]+-----|\s/g, '')
  const encryptedKey = element(
    'xenc:EncryptedKey',
    { Id: '_key', 'xmlns:xenc': ns.encryption, 'xmlns:ds': ns.signature },
    transportMethod(style, options),
    element('ds:KeyInfo', {}, element('ds:X509Data', {}, element('ds:X509Certificate', {}, certificate))),
    cipherData(encryptedContentKey(key, style, options)),
  )
  const inside = style.key_place === 'inside'
  const type = `${ns.encryption}EncryptedKey`
  const data = element(
    'xenc:EncryptedData',
    { Id: '_data', Type: `${ns.encryption}Element`, 'xmlns:xenc': ns.encryption },
    element('xenc:EncryptionMethod', { Algorithm: options.cipher_uri ?? uri }),
    element(
      'ds:KeyInfo',
      { 'xmlns:ds': ns.signature },
      inside ? encryptedKey : element('ds:RetrievalMethod', { Type: type, URI: '#_key' }),
    ),
    cipherData(options.ciphertext?.(octets) ?? octets),
  )
  const name = qualified(prefix, 'EncryptedAssertion')
  const declared = { [prefix === '' ? 'xmlns' : `xmlns:${prefix}`]: ns.assertion }
  return element(name, declared, data, ...(inside ? [] : [encryptedKey]))
}
