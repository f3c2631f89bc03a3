import { describe, expect, it } from 'vitest'
import { domainKey, emailDomain, emailKey } from './email.ts'

describe('domainKey', () => {
  it.each([
    ['Contoso.Example', 'contoso.example'],
    ['contoso.example.', 'contoso.example'],
    ['b\u00fccher.example', 'xn--bcher-kva.example'],
    ['b\u00dcCHER.example', 'xn--bcher-kva.example'],
    [' contoso.example ', 'contoso.example'],
  ])('%s is %s', (text, key) => expect(domainKey(text)).toBe(key))
  it.each([
    '',
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
})

describe('emailDomain', () => {
  it('is the part after the only @', () => expect(emailDomain('Ada@Contoso.Example')).toBe('contoso.example'))
  it.each(['', 'ada', '@contoso.example', 'ada@', 'a@b.example@contoso.example'])('is unknown for "%s"', (email) => {
    expect(emailDomain(email)).toBeUndefined()
  })
})

it('compares emails without case', () => expect(emailKey('Ada@Contoso.Example')).toBe('ada@contoso.example'))
