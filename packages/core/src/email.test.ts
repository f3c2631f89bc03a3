import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { domainKey, emailDomain, emailKey } from './email.ts'

describe('domainKey', () => {
  it.each([
    ['Contoso.Example', 'contoso.example'],
    ['b\u00fccher.example', 'xn--bcher-kva.example'],
    ['b\u00dcCHER.example', 'xn--bcher-kva.example'],
  ])('%s is %s', (text, key) => expect(domainKey(text)).toBe(key))
  it.each([
    '',
    'contoso.example.',
    ' contoso.example',
    'contoso.example ',
    '\uff43ontoso.example',
    'conto\u00adso.example',
    'contoso\u3002example',
    'contoso.example\u200b',
    'conto\u017fo.example',
    'localhost',
    'a@contoso.example',
    'contoso.example/x',
    'contoso.example:80',
    '127.0.0.1',
    '[::1]',
    'a..b',
    '-a.example',
    'a b.example',
    'a%2eb',
    '1.2.3',
  ])('%s is not a domain', (text) => expect(domainKey(text)).toBeUndefined())

  // Most names are returned without a URL parser. It would give the same.
  it('is the host of a URL with this name, or nothing', () => {
    const part = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'az09-xn'), maxLength: 6 }),
      fc.constantFrom('xn--bcher-kva', 'xn--a', '0x1f', '017', 'a'.repeat(63), 'a'.repeat(64)),
    )
    const names = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'))
    fc.assert(
      fc.property(names, (name) => {
        fc.pre(name !== '')
        expect([undefined, URL.parse(`https://${name}`)?.hostname]).toContain(domainKey(name))
      }),
      { seed: 20, numRuns: 2_000 },
    )
  })
})

describe('emailDomain', () => {
  it('is the part after the only @', () => expect(emailDomain('Ada@Contoso.Example')).toBe('contoso.example'))
  it.each(['', 'ada', '@contoso.example', 'ada@', 'a@b.example@contoso.example'])('is unknown for "%s"', (email) => {
    expect(emailDomain(email)).toBeUndefined()
  })
})

describe('emailKey', () => {
  it('compares without case', () => expect(emailKey('Ada@Contoso.Example')).toBe('ada@contoso.example'))
  it.each(['\u212aelvin@contoso.example', 'ada\u0000@contoso.example', ' ada@contoso.example', ''])(
    'is none for %j',
    (email) => expect(emailKey(email)).toBeUndefined(),
  )
})
