import { describe, expect, it } from 'vitest'
import { judgeSecret, newSecretText } from './secret.ts'

/** The pattern of secret scanners. */
const scanned = /^[A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31,34}$/

const credential = (secretText: string, startDateTime: string, endDateTime: string) => ({
  keyId: '5f0c1a52-8b52-4b3e-9f6c-5a4e6b1d9c01',
  displayName: null,
  secretText,
  startDateTime,
  endDateTime,
})
const january = '2027-01-01T00:00:00.000Z'
const march = '2027-03-01T00:00:00.000Z'
const may = '2027-05-01T00:00:00.000Z'
const february = Date.parse('2027-02-01T00:00:00Z')
const april = Date.parse('2027-04-01T00:00:00Z')

describe('a client secret', () => {
  it('has the form of Entra’s secrets for all random bytes', () => {
    for (const byte of [0x00, 0xff, 0xfb, 0xbe, 0x3e])
      expect(newSecretText((n) => Buffer.alloc(n, byte))).toMatch(scanned)
    expect(newSecretText()).toHaveLength(40)
    expect(newSecretText()).not.toBe(newSecretText())
  })

  it('is valid from its start until its end', () => {
    const credentials = [credential('s', january, march)]
    expect(judgeSecret(credentials, 's', february)).toBe('valid')
    expect(judgeSecret(credentials, 's', april)).toBe('expired')
    expect(judgeSecret(credentials, 's', Date.parse(january) - 1)).toBe('wrong')
  })

  it('is wrong if it is the Secret ID, another text or empty', () => {
    const credentials = [credential('s', january, march)]
    for (const text of ['5f0c1a52-8b52-4b3e-9f6c-5a4e6b1d9c01', 'S', '']) {
      expect(judgeSecret(credentials, text, february)).toBe('wrong')
    }
  })

  it('may be one of two valid secrets', () => {
    const credentials = [credential('old', january, march), credential('new', january, may)]
    expect(judgeSecret(credentials, 'old', february)).toBe('valid')
    expect(judgeSecret(credentials, 'new', february)).toBe('valid')
    expect(judgeSecret(credentials, 'old', april)).toBe('expired')
    expect(judgeSecret(credentials, 'new', april)).toBe('valid')
  })
})
