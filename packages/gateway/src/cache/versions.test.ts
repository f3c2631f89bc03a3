import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seenVersions } from './versions.ts'

type Step = ['heard', number] | ['read', number, boolean]

describe('versions of the configuration', () => {
  const cases: [string, Step[]][] = [
    ['drop everything at the first read', [['read', 7, true]]],
    [
      'miss no change that was heard of',
      [
        ['read', 7, true],
        ['heard', 8],
        ['read', 8, false],
      ],
    ],
    [
      'miss no change when several were heard of, in any order',
      [
        ['read', 7, true],
        ['heard', 9],
        ['heard', 8],
        ['heard', 10],
        ['read', 10, false],
      ],
    ],
    [
      'miss no change that was heard of twice',
      [
        ['read', 7, true],
        ['heard', 8],
        ['heard', 8],
        ['read', 8, false],
      ],
    ],
    [
      'miss a change that was not heard of',
      [
        ['read', 7, true],
        ['read', 8, true],
        ['read', 8, false],
      ],
    ],
    [
      'miss a change that was not heard of, even when a later one was',
      [
        ['read', 7, true],
        ['heard', 9],
        ['read', 9, true],
        ['read', 9, false],
      ],
    ],
    [
      'ignore the changes heard of before the first read',
      [
        ['heard', 6],
        ['heard', 7],
        ['read', 7, true],
        ['heard', 8],
        ['read', 8, false],
      ],
    ],
    [
      'remember a change that is ahead of a read',
      [
        ['read', 7, true],
        ['heard', 10],
        ['read', 9, true],
        ['read', 10, false],
      ],
    ],
    [
      'treat a version that goes back as another database',
      [
        ['read', 7, true],
        ['heard', 8],
        ['read', 5, true],
        ['read', 5, false],
        ['read', 8, true],
      ],
    ],
    [
      'ignore a notice that comes after the read that missed it',
      [
        ['read', 7, true],
        ['read', 8, true],
        ['heard', 8],
        ['read', 8, false],
      ],
    ],
  ]
  it.each(cases)('%s', (_, steps) => {
    const seen = seenVersions()
    for (const step of steps) {
      if (step[0] === 'heard') seen.heard(step[1])
      else expect([step, seen.read(step[1], seen.complete)]).toEqual([step, step[2]])
    }
  })

  it('miss no change that was heard of during the read', () => {
    const seen = seenVersions()
    seen.read(7, undefined)
    const before = seen.complete
    seen.heard(8)
    expect(seen.read(7, before)).toBe(false)
    expect(seen.complete).toBe(8)
  })

  it('never overlook a missing change', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ hear: fc.boolean(), read: fc.boolean(), late: fc.boolean() }), { maxLength: 60 }),
        (changes) => {
          const seen = seenVersions()
          seen.read(0, undefined)
          let version = 0
          const missing = new Set<number>()
          const late: number[] = []
          for (const change of changes) {
            version += 1
            missing.add(version)
            if (change.hear && change.late) late.push(version)
            else if (change.hear) {
              missing.delete(version)
              seen.heard(version)
            }
            if (!change.read) continue
            if (seen.read(version, seen.complete)) missing.clear()
            expect([...missing]).toEqual([])
            for (const known of late.splice(0)) seen.heard(known)
          }
        },
      ),
      { seed: 3 },
    )
  })
})
