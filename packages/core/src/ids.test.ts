import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstIdOf, formatId, idTime, isId, prefixOf, uuidv7 } from './ids.ts'

const random = new Uint8Array([0xff, 1, 2, 3, 4, 5, 6, 7])

describe('formatId', () => {
  it('writes the examples of the TypeID specification', () => {
    const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    expect(formatId('user', bytes('00000000000000000000000000000000'))).toBe('user_00000000000000000000000000')
    expect(formatId('user', bytes('00000000000000000000000000000001'))).toBe('user_00000000000000000000000001')
    expect(formatId('user', bytes('000102030405060708090a0b0c0d0e0f'))).toBe('user_00041061050r3gg28a1c60t3gf')
    expect(formatId('user', bytes('01890a5dac96774bbcceb302099a8057'))).toBe('user_01h455vb4pex5vsknk084sn02q')
    expect(formatId('user', bytes('ffffffffffffffffffffffffffffffff'))).toBe('user_7zzzzzzzzzzzzzzzzzzzzzzzzz')
  })

  it('sorts by time, then by sequence', () => {
    const step = fc.tuple(fc.integer({ min: 0, max: 2 ** 47 }), fc.integer({ min: 0, max: 0xfff }))
    fc.assert(
      fc.property(step, step, (a, b) => {
        const [first, second] = [a, b].map(([now, sequence]) => formatId('evt', uuidv7(now, sequence, random)))
        const order = Math.sign(a[0] - b[0]) || Math.sign(a[1] - b[1])
        expect(Math.sign(String(first) < String(second) ? -1 : Number(first !== second))).toBe(order)
      }),
      { seed: 1 },
    )
  })

  it('keeps the time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (now) => {
        expect(idTime(formatId('evt', uuidv7(now, 0, random)))).toBe(now)
      }),
      { seed: 2 },
    )
  })
})

describe('firstIdOf', () => {
  it('sorts before every id of its millisecond and after every id of the one before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 48 - 1 }),
        fc.uint8Array({ minLength: 8, maxLength: 8 }),
        (now, bytes) => {
          const first = firstIdOf('evt', now)
          expect(first <= formatId('evt', uuidv7(now, 0, bytes))).toBe(true)
          expect(first > formatId('evt', uuidv7(now - 1, 0xfff, bytes))).toBe(true)
        },
      ),
      { seed: 3 },
    )
  })
})

describe('prefixOf', () => {
  const good = formatId('org', uuidv7(1_700_000_000_000, 5, random))
  it('knows the kind', () => {
    expect(prefixOf(good)).toBe('org')
    expect(isId('org', good)).toBe(true)
    expect(isId('conn', good)).toBe(false)
  })
  it.each([
    ['no prefix', good.slice(4)],
    ['an unknown prefix', `acme_${good.slice(4)}`],
    ['a property every object has', `constructor_${good.slice(4)}`],
    ['a letter too many', `${good}0`],
    ['a letter too few', good.slice(0, -1)],
    ['upper case', good.toUpperCase()],
    ['more than 128 bits', `org_8${good.slice(5)}`],
    ['a letter outside the alphabet', `${good.slice(0, -1)}u`],
    ['SQL', "org_' OR 1=1 --"],
    ['nothing', ''],
  ])('refuses %s', (_, text) => expect(prefixOf(text)).toBeUndefined())
})
