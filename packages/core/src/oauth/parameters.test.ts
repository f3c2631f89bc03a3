import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatParameters, parseParameters } from './parameters.ts'

describe('parseParameters', () => {
  const cases: [string, string, Record<string, string>][] = [
    ['nothing', '', {}],
    ['empty parts', '&&a=1&', { a: '1' }],
    ['a plus and an escaped one', 'a=1+2%2B3', { a: '1 2+3' }],
    ['a value with =', 'a=b=c', { a: 'b=c' }],
    ['an escaped name', 'a%5Bb%5D=1', { 'a[b]': '1' }],
    ['UTF-8', 'a=%C3%A9', { a: 'é' }],
    ['invalid UTF-8', 'a=%ff', { a: '\ufffd' }],
    ['a lone %', 'a=100%&b=%zz', { a: '100%', b: '%zz' }],
    ['an empty value', 'a=&b', {}],
    ['the name __proto__', '__proto__=1', { ['__proto__']: '1' }],
  ]
  it.each(cases)('reads %s', (_, text, expected) => {
    expect(Object.entries(parseParameters(text))).toEqual(Object.entries(expected))
  })

  it.each(['a=1&a=2', 'a=1&a=1', 'a=&a=1', 'a=1&%61=2', 'a&a'])('refuses %s, where a name is repeated', (text) => {
    expect(() => parseParameters(text)).toThrow(expect.objectContaining({ code: 'parameter_repeated' }))
  })

  it('reads as many empty names as a body can hold, in no time', () => {
    const names = Array.from({ length: 60_000 }, (_, index) => index.toString(36))
    const begun = performance.now()
    expect(parseParameters(names.join('&'))).toEqual({})
    expect(performance.now() - begun).toBeLessThan(1_000) // comparing each name with all others took many seconds
  })

  it('reads every text as URLSearchParams does', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '=', '+', '%', '4', '1', 'c', '3', 'f', '&', 'é', ' ') })
    fc.assert(
      fc.property(text, (query) => {
        const expected = [...new URLSearchParams(query)]
        const names = expected.map(([name]) => name)
        fc.pre(new Set(names).size === names.length)
        expect(Object.entries(parseParameters(query)).sort()).toEqual(expected.filter(([, value]) => value).sort())
      }),
    )
  })
})

describe('formatParameters', () => {
  it('leaves out undefined parameters', () => expect(formatParameters({ a: undefined, b: '', c: 'x' })).toBe('b=&c=x'))

  it('writes text that is read back unchanged', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (parameters) => {
        const names = Object.keys(parameters).map((name) => name.toWellFormed())
        fc.pre(new Set(names).size === names.length)
        const text = new URLSearchParams(parameters)
        expect([...new URLSearchParams(formatParameters(parameters))]).toEqual([...text])
      }),
    )
  })
})
