import { domainKey } from '@gatehouse-sso/core/email'
import { describe, expect, it } from 'vitest'
import { domainNames } from './domain-names.ts'

const { problemOf } = domainNames()
const key = (name: string): string => domainKey(name) ?? `no domain: ${name}`

describe('an organization can own', () => {
  it.each([
    'contoso.example',
    'contoso.com',
    'contoso.co.uk',
    'mail.contoso.com',
    'contoso.onmicrosoft.com',
    'contoso.github.io',
    'bücher.example',
    'xn--bcher-kva.example',
    'пример.рф',
    '例え.jp',
    'ソニーsony.example',
    '한국korea.example',
    '4711.example',
    'ελλάδα.example',
  ])('%s', (name) => expect(problemOf(key(name))).toBeUndefined())
})

describe('no organization can own', () => {
  it.each([
    ['a public suffix', 'co.uk', 'public suffix'],
    ['a top-level domain of a country', 'com.au', 'public suffix'],
    ['a suffix of a hosting provider', 'github.io', 'public suffix'],
    ['a public mail provider', 'gmail.com', 'public mail'],
    ['a public mail provider in capitals', 'GMX.net', 'public mail'],
    ['a name with one Cyrillic letter', 'contos\u043e.example', 'mixes scripts'],
    ['a name with one Greek letter', 'c\u03bfntoso.example', 'mixes scripts'],
    ['a mixed label below an honest one', 'mail.\u0430cme.example', 'mixes scripts'],
    ['the same in its A-label', 'xn--cme-6cd.example', 'mixes scripts'],
  ])('%s', (_, name, problem) => expect(problemOf(key(name))).toContain(problem))
})

describe('TXT records', () => {
  const failing = (code: string) =>
    domainNames({ resolveTxt: () => Promise.reject(Object.assign(new Error(code), { code })) })
  it('are joined from their parts', async () => {
    expect(await domainNames({ resolveTxt: async () => [['a', 'b'], ['c']] }).txt('x')).toEqual(['ab', 'c'])
  })
  it.each(['ENODATA', 'ENOTFOUND'])('are none after %s', async (code) => {
    expect(await failing(code).txt('x')).toEqual([])
  })
  it.each(['ESERVFAIL', 'ETIMEOUT', 'EREFUSED'])('are unknown after %s', async (code) => {
    await expect(failing(code).txt('x')).rejects.toMatchObject({
      code: 'dns_unavailable',
      evidence: { received: code },
    })
  })
  it('are bounded', async () => {
    const records = await domainNames({ resolveTxt: async () => Array(200).fill(['x'.repeat(2_000)]) }).txt('x')
    expect([records.length, records[0]?.length]).toEqual([100, 1_024])
  })
})

describe('the mail hosts of a domain', () => {
  it('come by their priority, without the dot at the end', async () => {
    const resolveMx = async () => [
      { exchange: 'Second.example.', priority: 20 },
      { exchange: 'first.example', priority: 10 },
    ]
    expect(await domainNames({ resolveMx }).mailHosts('x')).toEqual(['first.example', 'second.example'])
  })
  it('are none for a domain without mail', async () => {
    const resolveMx = () => Promise.reject(Object.assign(new Error('ENODATA'), { code: 'ENODATA' }))
    expect(await domainNames({ resolveMx }).mailHosts('x')).toEqual([])
  })
})
