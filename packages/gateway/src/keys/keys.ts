/** The port `Keys`: ids, randomness, hashes, sealing and signing, over `node:crypto`. */
import { hash, type KeyObject, timingSafeEqual } from 'node:crypto'
import { formatId, type Id, type IdPrefix, uuidv7 } from '@gatehouse-sso/core/ids'
import type { Keys, SealedSigningKey } from '../domain/ports/keys.ts'
import type { SigningKeyRecord } from '../domain/stores/signing-keys.ts'
import { newCertificate } from './certificate.ts'
import type { MasterKey } from './master-key.ts'
import { type Random, randomReserve } from './random.ts'
import { open, seal } from './sealing.ts'
import {
  newSigningKey,
  type OpenedSigningKey,
  openSigningKey,
  publicKeyOf,
  signedTokens,
  signToken,
  verifyToken,
} from './signing.ts'
import { isSignedByOneOf, readKeySet, type VerificationKey } from './verification.ts'

/** Two keys are opened for each environment in use. */
const maximumOpenedKeys = 2_000

/** @param processors the number of processors that this process may use */
export function createKeys(master: MasterKey, now: () => number, processors: number): Keys {
  const random = randomReserve()
  const signed = signedTokens()
  const opened = new Map<string, OpenedSigningKey>()
  const publicKeys = new Map<string, KeyObject>()

  function openedKey(record: SealedSigningKey): OpenedSigningKey {
    const known = opened.get(record.id)
    if (known) return known
    if (opened.size >= maximumOpenedKeys) opened.clear()
    const private_jwk = open(master, record.private_sealed, signingKeyContext(record.id))
    const key = openSigningKey(record, private_jwk, processors > 2)
    opened.set(record.id, key)
    return key
  }

  function publicKey(record: SigningKeyRecord): KeyObject {
    const known = publicKeys.get(record.id)
    if (known) return known
    if (publicKeys.size >= maximumOpenedKeys) publicKeys.clear()
    const key = publicKeyOf(record)
    publicKeys.set(record.id, key)
    return key
  }

  return {
    newId: idGenerator(now, random),
    newSecret: (bits) => random(bits / 8).toString('base64url'),
    sha256: (text) => hash('sha256', text, 'base64url'),
    equal(a, b) {
      // All secrets of a kind, and their hashes, are equally long, so the length of a wrong one tells nothing.
      const [one, other] = [Buffer.from(a), Buffer.from(b)]
      return one.length === other.length && timingSafeEqual(one, other)
    },
    seal: (text, context) => seal(master, random, text, context),
    open: (sealed, context) => open(master, sealed, context),
    newSigningKey,
    newCertificate,
    readKeySet: (jwks) => readKeySet(jwks) ?? [],
    isSignedByOneOf: (keys, jwt) => isSignedByOneOf(keys as readonly VerificationKey[], jwt),
    sign: (record, typ, claims) => signToken(record, openedKey(record), typ, claims, signed),
    verify: (token, typ, records) =>
      verifyToken(token, typ, signed, (kid) => {
        const record = records.find(({ id }) => id === kid)
        return record && { alg: record.alg, key: publicKey(record) }
      }),
  }
}

/** Binds a sealed signing key to its row, so that a key of an environment never stands for one of the issuer. */
function signingKeyContext(id: SealedSigningKey['id']): string {
  return `${id.startsWith('fkey_') ? 'federation_keys' : 'signing_keys'}.private:${id}`
}

/**
 * Ids of one process are strictly ascending. Within a millisecond a counter orders them (RFC 9562, 6.2, method 1). They
 * keep ascending when the clock is set back.
 */
function idGenerator(now: () => number, random: Random): <P extends IdPrefix>(prefix: P) => Id<P> {
  let last = 0
  let sequence = 0
  return (prefix) => {
    const time = now()
    if (time > last) {
      last = time
      sequence = 0
    } else if (sequence === 0xfff) {
      last += 1
      sequence = 0
    } else {
      sequence += 1
    }
    return formatId(prefix, uuidv7(last, sequence, random(8)))
  }
}
