import { describe, expect, it } from 'vitest'
import type { SigningKeyRecord } from '../domain/stores/signing-keys.ts'
import { createKeys } from './keys.ts'
import { newMasterKey, parseMasterKey } from './master-key.ts'

const master = parseMasterKey(newMasterKey())
const keys = createKeys(master, Date.now, 2)

describe('the master key', () => {
  it.each([
    ['nothing', undefined, 'master_key_missing'],
    ['blanks', '  ', 'master_key_missing'],
    ['a word', 'secret', 'master_key_weak'],
    ['31 bytes', Buffer.alloc(31, 7).toString('base64'), 'master_key_weak'],
    ['32 zeros', Buffer.alloc(32).toString('base64'), 'master_key_weak'],
    ['a repeated pattern', Buffer.from('gatehouse'.repeat(4).slice(0, 32)).toString('base64'), 'master_key_weak'],
    ['junk at the end', `${newMasterKey()}!`, 'master_key_weak'],
  ])('210 may not be %s', (_, text, code) => {
    expect(() => parseMasterKey(text)).toThrow(expect.objectContaining({ code }))
  })
  it('may end in a line break, as files do', () => {
    const text = newMasterKey()
    expect(parseMasterKey(`${text}\n`).id).toBe(parseMasterKey(text).id)
  })
})

describe('sealing', () => {
  const sealed = keys.seal('the secret', 'credentials:1')
  it('opens what it sealed', () => expect(keys.open(sealed, 'credentials:1')).toBe('the secret'))
  it('never makes the same sealed value twice', () => expect(keys.seal('the secret', 'credentials:1')).not.toBe(sealed))
  it('hides the text', () => expect(sealed).not.toContain('secret'))

  const flip = (text: string, at: number) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
  const body = sealed.lastIndexOf('.') + 1
  it.each([
    ['in another row', sealed, 'credentials:2'],
    ['with the nonce changed', flip(sealed, body), 'credentials:1'],
    ['with the tag changed', flip(sealed, body + 20), 'credentials:1'],
    ['with the text changed', flip(sealed, sealed.length - 3), 'credentials:1'],
    ['cut short', sealed.slice(0, body + 30), 'credentials:1'],
    ['without the form of a sealed value', 'plain text', 'credentials:1'],
  ])('does not open a value %s', (_, value, context) => {
    expect(() => keys.open(value, context)).toThrow(expect.objectContaining({ code: 'sealed_value_unreadable' }))
  })
  it('210 names the key that is needed', () => {
    const other = createKeys(parseMasterKey(newMasterKey()), Date.now, 2)
    expect(() => other.open(sealed, 'credentials:1')).toThrow(
      expect.objectContaining({ code: 'master_key_wrong', evidence: expect.objectContaining({ expected: master.id }) }),
    )
  })
})

describe('ids', () => {
  it('are strictly ascending, also within a millisecond and when the clock is set back', () => {
    let time = 1_000_000
    const { newId } = createKeys(master, () => time, 2)
    const ids: string[] = []
    for (let count = 0; count < 10_000; count += 1) {
      if (count === 5_000) time -= 10_000
      ids.push(newId('evt'))
    }
    expect(ids).toEqual([...new Set(ids)].sort())
  })
})

describe.each(['RS256', 'ES256'] as const)('signing with %s', async (alg) => {
  const record = async (): Promise<SigningKeyRecord> => {
    const id = keys.newId('skey')
    const { public_jwk, private_jwk } = await keys.newSigningKey(alg)
    const private_sealed = keys.seal(private_jwk, `signing_keys.private:${id}`)
    return {
      id,
      environment_id: keys.newId('env'),
      alg,
      state: 'current',
      public_jwk,
      private_sealed,
      created_at: 0,
      changed_at: 0,
    }
  }
  const [ours, others] = await Promise.all([record(), record()])
  const token = await keys.sign(ours, 'JWT', { sub: 'user', text: 'Zo\u00eb' })
  const [header, payload, signature] = token.split('.') as [string, string, string]
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

  it('gives a token that verifies', () =>
    expect(keys.verify(token, 'JWT', [others, ours])).toEqual({ sub: 'user', text: 'Zo\u00eb' }))
  it.each([
    ['in place', 2],
    ['on a thread', 8],
  ])('%s gives a token that verifies elsewhere', async (_, processors) => {
    const elsewhere = createKeys(master, Date.now, processors)
    const signed = await elsewhere.sign(ours, 'JWT', { sub: 'user' })
    expect(keys.verify(signed, 'JWT', [ours])).toEqual({ sub: 'user' })
  })
  it('publishes no private member', () => expect(Object.keys(ours.public_jwk)).not.toContain('d'))
  it.each([
    ['of another typ', token, 'at+jwt'],
    ['with another payload', `${header}.${encode({ sub: 'admin' })}.${signature}`, 'JWT'],
    ['without signature', `${header}.${payload}.`, 'JWT'],
    ['with alg none', `${encode({ alg: 'none', typ: 'JWT', kid: ours.id })}.${payload}.`, 'JWT'],
    ['with an unknown kid', `${encode({ alg, typ: 'JWT', kid: 'x' })}.${payload}.${signature}`, 'JWT'],
    ['with crit', `${encode({ alg, typ: 'JWT', kid: ours.id, crit: ['x'] })}.${payload}.${signature}`, 'JWT'],
    [
      'with another algorithm in its header',
      `${encode({ alg: 'HS256', typ: 'JWT', kid: ours.id })}.${payload}.${signature}`,
      'JWT',
    ],
    ['with a fourth part', `${token}.x`, 'JWT'],
    ['that is garbage', 'garbage', 'JWT'],
    ['of 1 MB', 'a'.repeat(1_000_000), 'JWT'],
  ])('refuses a token %s', (_, text, typ) => expect(keys.verify(text, typ, [ours])).toBeUndefined())
  it('refuses a token of a key that is not listed', () => expect(keys.verify(token, 'JWT', [others])).toBeUndefined())
})
