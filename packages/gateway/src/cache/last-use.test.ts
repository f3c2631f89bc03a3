import type { Id } from '@gatehouse-sso/core/ids'
import { minuteMs } from '@gatehouse-sso/core/time'
import { expect, it } from 'vitest'
import type { Write } from '../domain/stores/unit.ts'
import { lastUse } from './last-use.ts'

const begin = 1_700_000_000_000

const cases: readonly {
  readonly name: string
  /** The time in the record, in minutes before the use. */
  readonly recorded: number | null
  /** The uses, in minutes after the first. */
  readonly uses: readonly number[]
  /** The written times, likewise. */
  readonly written: readonly number[]
  /** In minutes, where five are too many. */
  readonly exact_to?: number
}[] = [
  { name: 'writes the first use', recorded: null, uses: [0], written: [0] },
  { name: 'writes one use in five minutes', recorded: null, uses: [0, 1, 4.99], written: [0] },
  { name: 'writes again after five minutes', recorded: null, uses: [0, 5, 6], written: [0, 5] },
  { name: 'writes a use five minutes after the one in the record', recorded: 5, uses: [0], written: [0] },
  { name: 'writes none while the record has a recent one', recorded: 4, uses: [0, 0.5], written: [] },
  {
    name: 'writes more often where that is not exact enough',
    recorded: null,
    uses: [0, 1, 2],
    written: [0, 2],
    exact_to: 2,
  },
  { name: 'writes no seldomer than that', recorded: null, uses: [0, 4, 6], written: [0, 6], exact_to: 60 },
  { name: 'writes a use although the time in the record is far ahead', recorded: -600, uses: [0], written: [0] },
]

for (const { name, recorded, uses, written, exact_to } of cases) {
  it(name, () => {
    let time = begin
    const minutes: number[] = []
    const units = { later: (writes: readonly Write[]) => void minutes.push(...(writes as unknown as number[])) }
    const note = lastUse(units, () => time)
    const last_used_at = recorded === null ? null : begin - recorded * minuteMs
    for (const minute of uses) {
      time = begin + minute * minuteMs
      const minutesOf = (now: number): Write => ((now - begin) / minuteMs) as unknown as Write
      note({ id: 'cred_1' as Id, last_used_at }, minutesOf, exact_to && exact_to * minuteMs)
    }
    expect(minutes).toEqual(written)
  })
}

it('writes nothing for a thing that it has forgotten and whose record is recent', () => {
  const written: unknown[] = []
  const note = lastUse({ later: (writes) => void written.push(...writes) }, () => begin)
  const use = (id: string, last_used_at: number | null): void =>
    note({ id: id as Id, last_used_at }, () => ({}) as Write)
  use('cred_first', null)
  for (let other = 0; other < 10_000; other += 1) use(`cred_${other}`, null)
  use('cred_first', begin)
  expect(written).toHaveLength(10_001)
})
