/** Ciphertexts and their keys. Everything that is wrong has one answer: "How to Break XML Encryption", 2011. */
import { createPublicKey } from 'node:crypto'
import { keys } from '../keys.ts'
import { ns } from '../names.ts'
import type { Style } from '../style.ts'
import { type Attack, attack } from './attack.ts'

const failed = 'saml_decryption_failed'
const paper = 'How to Break XML Encryption, 2011'
const tags = 'CVE-2026-32600, CVE-2026-32313'

/** The assertion signed, then encrypted: what a careful identity provider sends. */
const inner = { signs: 'assertion', encrypts: true } as const
const isCbc = ({ encryption }: Style): boolean => encryption.cipher.endsWith('cbc')
const isGcm = (style: Style): boolean => !isCbc(style)
const isOaep11 = ({ encryption }: Style): boolean => encryption.transport === 'rsa-oaep'

function flip(at: number) {
  return (octets: Buffer): Buffer => {
    const changed = Buffer.from(octets)
    const position = at < 0 ? changed.length + at : at
    changed[position] = (changed[position] ?? 0) ^ 0x10
    return changed
  }
}

export const encryption: readonly Attack[] = [
  attack(
    'an encrypted assertion that nobody signed',
    'row 63; Keycloak CVE-2026-2092, authentik CVE-2026-25922',
    failed,
    { signs: 'nothing', encrypts: true },
  ),
  attack(
    'CBC under a signed response, without a signature inside',
    paper,
    failed,
    { signs: 'response', encrypts: true },
    { applies: isCbc },
  ),
  ...[0, 1, 15, 16, 17, 31, 32, 100, -1, -16, -17, -33].map((at) =>
    attack(
      `CBC, octet ${at} of the ciphertext changed`,
      paper,
      failed,
      { signs: 'assertion', encrypts: { ciphertext: flip(at) } },
      { applies: isCbc },
    ),
  ),
  ...[0, 11, 12, 100, -1, -16, -17].map((at) =>
    attack(
      `GCM, octet ${at} of the ciphertext changed`,
      paper,
      failed,
      { signs: 'assertion', encrypts: { ciphertext: flip(at) } },
      { applies: isGcm },
    ),
  ),
  ...[1, 4, 8, 12, 15].map((bytes) =>
    attack(
      `GCM, a tag of ${bytes} octets`,
      tags,
      failed,
      { signs: 'assertion', encrypts: { ciphertext: (octets) => octets.subarray(0, octets.length - 16 + bytes) } },
      { applies: isGcm },
    ),
  ),
  attack(
    'GCM without a tag',
    tags,
    failed,
    { signs: 'assertion', encrypts: { ciphertext: (octets) => octets.subarray(0, -16) } },
    { applies: isGcm },
  ),
  attack(
    'GCM, a tag and nothing else',
    tags,
    failed,
    { signs: 'assertion', encrypts: { ciphertext: (octets) => octets.subarray(0, 28) } },
    { applies: isGcm },
  ),
  attack(
    'CBC, two blocks exchanged',
    paper,
    failed,
    {
      signs: 'assertion',
      encrypts: {
        ciphertext: (octets) =>
          Buffer.concat([
            octets.subarray(0, 32),
            octets.subarray(48, 64),
            octets.subarray(32, 48),
            octets.subarray(64),
          ]),
      },
    },
    { applies: isCbc },
  ),
  attack(
    'CBC, the last block missing',
    paper,
    failed,
    { signs: 'assertion', encrypts: { ciphertext: (octets) => octets.subarray(0, -16) } },
    { applies: isCbc },
  ),
  attack(
    'CBC, half a block',
    paper,
    failed,
    { signs: 'assertion', encrypts: { ciphertext: (octets) => octets.subarray(0, -8) } },
    { applies: isCbc },
  ),
  attack(
    'CBC named GCM',
    'confusion of algorithms',
    failed,
    (style) => ({
      signs: 'assertion',
      encrypts: { cipher_uri: `${ns.encryption11}${style.encryption.cipher.replace('cbc', 'gcm')}` },
    }),
    { applies: isCbc },
  ),
  attack(
    'GCM named CBC',
    'confusion of algorithms',
    failed,
    (style) => ({
      signs: 'assertion',
      encrypts: { cipher_uri: `${ns.encryption}${style.encryption.cipher.replace('gcm', 'cbc')}` },
    }),
    { applies: isGcm },
  ),
  attack('an empty ciphertext', paper, failed, { signs: 'assertion', encrypts: { ciphertext: () => Buffer.alloc(0) } }),
  attack('an initialization vector alone', paper, failed, {
    signs: 'assertion',
    encrypts: { ciphertext: (octets) => octets.subarray(0, 16) },
  }),
  attack('triple DES', 'XML Encryption 1.1, 5.2', failed, {
    signs: 'assertion',
    encrypts: { cipher_uri: `${ns.encryption}tripledes-cbc` },
  }),
  attack('an unknown cipher', 'XML Encryption 1.1, 5.2', failed, {
    signs: 'assertion',
    encrypts: { cipher_uri: 'urn:x:none' },
  }),
  attack('RSA 1.5', 'Bleichenbacher, 1998', failed, { signs: 'assertion', encrypts: { transport: 'rsa-1_5' } }),
  attack('RSA 1.5 named OAEP', 'Bleichenbacher, 1998', failed, {
    signs: 'assertion',
    encrypts: { transport: 'rsa-1_5', transport_uri: `${ns.encryption}rsa-oaep-mgf1p` },
  }),
  attack('an unknown key transport', 'XML Encryption 1.1, 5.5', failed, {
    signs: 'assertion',
    encrypts: { transport_uri: 'urn:x:none' },
  }),
  attack('a key transport named like a member of every object', 'prototype of a table', failed, {
    signs: 'assertion',
    encrypts: { transport_uri: 'constructor' },
  }),
  attack('AES key wrap', 'XML Encryption 1.1, 5.6', failed, {
    signs: 'assertion',
    encrypts: { transport_uri: `${ns.encryption}kw-aes128` },
  }),
  attack(
    'OAEP with another hash than it says',
    'XML Encryption 1.1, 5.5.2',
    failed,
    { signs: 'assertion', encrypts: { transport_uri: `${ns.encryption}rsa-oaep-mgf1p` } },
    { applies: (style) => isOaep11(style) && style.encryption.digest === 'sha256' },
  ),
  attack('a key for somebody else', 'the key of another service', failed, {
    signs: 'assertion',
    encrypts: { public_key: createPublicKey(keys.attacker.key) },
  }),
  attack('no key of ours', 'no key means no content', failed, inner, { expectation: { decryption_keys: [] } }),
]
