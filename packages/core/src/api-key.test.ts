import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { formatApiKey, hintOf, isApiKey } from './api-key.ts'

const key = formatApiKey('test', randomBytes(32).toString('base64url'))

describe('an API key', () => {
  it('is recognised', () => expect(isApiKey(key)).toBe(true))
  it('has the checksum that zlib computes', () => {
    const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
    const sum = [...key.slice(-6)].reduce((value, letter) => value * 62 + base62.indexOf(letter), 0)
    expect(sum).toBe(crc32(key.slice(0, -6)))
  })
  it('is different for different secrets', () => {
    const keys = Array.from({ length: 100 }, () => formatApiKey('live', randomBytes(32).toString('base64url')))
    expect(new Set(keys).size).toBe(100)
  })
  it('has a hint of 15 characters', () => expect(hintOf(key)).toHaveLength(15))
  it.each([
    ['a changed letter', key.slice(0, 20) + (key[20] === 'a' ? 'b' : 'a') + key.slice(21)],
    ['two letters swapped', key.slice(0, 20) + key[21] + key[20] + key.slice(22)],
    ['another kind', key.replace('test', 'live')],
    ['a letter too few', key.slice(0, -1)],
    ['a space at the end', `${key} `],
    ['nothing', ''],
  ])('with %s is refused', (_, text) => {
    if (text !== key) expect(isApiKey(text)).toBe(false)
  })
})
