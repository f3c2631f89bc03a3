import { constants, createHash, type KeyObject, publicEncrypt } from 'node:crypto'

function mask(seed: Buffer, length: number, hash: string): Buffer {
  const blocks: Buffer[] = []
  for (let counter = 0; counter * 20 < length; counter += 1) {
    blocks.push(
      createHash(hash)
        .update(seed)
        .update(Buffer.of(0, 0, counter >> 8, counter & 255))
        .digest(),
    )
  }
  return Buffer.concat(blocks).subarray(0, length)
}

function xor(first: Buffer, second: Buffer): Buffer {
  return Buffer.from(first.map((byte, index) => byte ^ (second[index] ?? 0)))
}

/**
 * RSAES-OAEP (RFC 8017, section 7.1.1) with hashes of its own for label and mask, which OpenSSL has only together, and
 * with a seed that every run repeats.
 */
export function oaep(key: KeyObject, message: Buffer, hash: string, maskHash: string): Buffer {
  const labelHash = createHash(hash).update('').digest()
  const length = (key.asymmetricKeyDetails?.modulusLength ?? 2048) / 8
  const padding = Buffer.alloc(length - message.length - 2 * labelHash.length - 2)
  const block = Buffer.concat([labelHash, padding, Buffer.of(1), message])
  const seed = createHash(hash).update('seed').update(message).digest()
  const maskedBlock = xor(block, mask(seed, block.length, maskHash))
  const maskedSeed = xor(seed, mask(maskedBlock, seed.length, maskHash))
  const encoded = Buffer.concat([Buffer.of(0), maskedSeed, maskedBlock])
  return publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, encoded)
}
