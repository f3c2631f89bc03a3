import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isClaimPath, readClaim } from './claim-path.ts'

const claims = {
  sub: 's',
  count: 7,
  'a.b': 'exact',
  'a[0]': 'exact too',
  'x|keys': 'exact as well',
  address: { country: 'CH', 'tax.id': 'T1', 'say "hi"': 'quoted', list: [{ name: 'first' }, { name: 'second' }] },
  emails: ['ada@acme.example', 'ada@home.example'],
  roles: { admin: { org: 1 }, editor: {} },
  'urn:zitadel:iam:org:project:roles': { owner: {} },
  'http://schemas.xmlsoap.org/claims/Group': 'g1;g2 ; ;g3',
  teams: 'red, blue,,green ',
  nothing: null,
}

describe('a claim path', () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['sub', 's'],
    ['a.b', 'exact'],
    ['a[0]', 'exact too'],
    ['x|keys', 'exact as well'],
    ['address.country', 'CH'],
    ['address["country"]', 'CH'],
    ['["address"]["country"]', 'CH'],
    ['address["tax.id"]', 'T1'],
    ['address["say\\u0020"]', undefined],
    ['emails[0]', 'ada@acme.example'],
    ['emails[1]', 'ada@home.example'],
    ['emails[2]', undefined],
    ['address.list[1].name', 'second'],
    ['roles|keys', ['admin', 'editor']],
    ['urn:zitadel:iam:org:project:roles|keys', ['owner']],
    ['teams|split', ['red', 'blue', 'green']],
    ['http://schemas.xmlsoap.org/claims/Group|split:;', ['g1', 'g2', 'g3']],
    ['nothing', null],
  ]
  it.each(cases)('%s', (path, value) => expect(readClaim(claims, path)).toEqual(value))

  it.each([
    'emails.0',
    'emails[-1]',
    'emails[01234]',
    'emails[]',
    'emails[0',
    'emails0]',
    'address[country]',
    'address..country',
    '.address',
    'address.',
    'address["country"]x',
    'sub|keys',
    'emails|split',
    'teams|split:',
    'teams|split:ab',
    'teams|upper',
    'roles|keys|keys',
    'sub[0]',
    'constructor',
    'emails.length',
    'address.__proto__',
    '__proto__.x',
    '',
  ])('%j reaches nothing', (path) => expect(readClaim(claims, path)).toBeUndefined())

  it('has no way to run long', () => {
    const long = ['[', '"', '\\', '.', '[0]', '["', 'a', '|', '["\\"'].flatMap((part) => [
      part.repeat(5_000),
      `a${part.repeat(5_000)}`,
      `["${part.repeat(5_000)}`,
    ])
    for (const path of long) expect(readClaim(claims, path)).toBeUndefined()
  })

  it('never throws, for any text', () => {
    const piece = fc.constantFrom('a', 'emails', '.', '[', ']', '0', '"', '\\', '|', 'keys', 'split', ':', 'address')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        readClaim(claims, pieces.join(''))
      }),
      { seed: 9, numRuns: 3_000 },
    )
  })

  it.each(['a b', '', 'x'.repeat(257), 'a\u0000'])('may not be %j', (path) => expect(isClaimPath(path)).toBe(false))
})
