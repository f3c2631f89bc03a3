import { Failure } from '@gatehouse-sso/core/failure'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { NewSeenGroups, SeenGroups } from '../domain/stores/groups.ts'
import type { Stores } from '../domain/stores/stores.ts'
import { seenGroups } from './seen-groups.ts'

const acme = { environment_id: 'env_1', organization_id: 'org_acme' } as const
const other = { environment_id: 'env_1', organization_id: 'org_other' } as const

interface Fake {
  readonly of: readonly unknown[]
  readonly known?: readonly string[]
}

/** Stores that know the group `known`. Each unit is one entry of `units`, unless `refusal` refuses it. */
function open() {
  const units: unknown[][] = []
  const lost: [number, unknown][] = []
  const state: { refusal?: Error; refuses?: (writes: readonly Fake[]) => boolean } = {}
  const groups = {
    countSeen: ({ organization_id, idp_ids, seen_count }: SeenGroups) => ({
      writes: [{ of: ['count', organization_id, idp_ids, seen_count], known: idp_ids.filter((id) => id === 'known') }],
      read: ([rows]: string[][]) => rows,
    }),
    rememberSeen: ({ organization_id, groups: fresh, seen_count }: NewSeenGroups) => ({
      of: ['remember', organization_id, fresh.map(({ idp_id }) => idp_id), seen_count],
    }),
  }
  const run = async (writes: readonly Fake[]) => {
    if (state.refusal) throw state.refusal
    if (state.refuses?.(writes)) throw new Failure('database_unavailable')
    units.push(writes.map(({ of }) => of))
    return writes.map(({ known }) => known ?? [])
  }
  const counter = seenGroups(
    { keys: { newId: () => 'grp_1' } as never, stores: { in: () => ({ groups }) } as unknown as Stores, now: () => 1 },
    { run: run as never },
    (count, reason) => lost.push([count, reason]),
  )
  return { counter, units, lost, state }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('groups that sign-ins bring', () => {
  it('are written together after two seconds, and only new ones are remembered', async () => {
    const { counter, units, lost } = open()
    counter.note(acme, ['known', 'new'])
    counter.note(acme, ['known'])
    counter.note(other, ['known', 'nul\0', 'x'.repeat(513), 'lone \ud800'])
    await vi.advanceTimersByTimeAsync(1_999)
    expect(units).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    const counted = [
      ['count', 'org_acme', ['known'], 2],
      ['count', 'org_acme', ['new'], 1],
      ['count', 'org_other', ['known', 'lone \ufffd'], 1],
    ]
    const remembered = [
      ['remember', 'org_acme', ['new'], 1],
      ['remember', 'org_other', ['lone \ufffd'], 1],
    ]
    expect(units).toEqual([counted, remembered])
    counter.note(acme, ['known'])
    await counter.close()
    expect(units.slice(2)).toEqual([[['count', 'org_acme', ['known'], 1]]])
    expect(lost).toEqual([])
  })

  it('of many organizations take several units', async () => {
    const { counter, units } = open()
    for (let n = 0; n < 120; n += 1) counter.note({ ...acme, organization_id: `org_${n}` }, ['known'])
    await counter.close()
    expect(units.map((writes) => writes.length)).toEqual([50, 50, 20])
  })

  it('are counted up to 10,000, and known ones further', async () => {
    const { counter, units } = open()
    const many = Array.from({ length: 10_001 }, (_, n) => `group ${n}`)
    counter.note(acme, many)
    counter.note(acme, many)
    await counter.close()
    expect(units[0]).toEqual([['count', 'org_acme', many.slice(0, 10_000), 2]])
  })

  it('wait while the database is away, with those that come meanwhile', async () => {
    const { counter, units, lost, state } = open()
    state.refusal = new Failure('database_unavailable')
    counter.note(acme, ['known'])
    await vi.advanceTimersByTimeAsync(2_000)
    counter.note(acme, ['known'])
    delete state.refusal
    await vi.advanceTimersByTimeAsync(2_000)
    expect(units).toEqual([[['count', 'org_acme', ['known'], 2]]])
    expect(lost).toEqual([])
  })

  it('that were counted are not counted again when the database goes away before the new ones are remembered', async () => {
    const { counter, units, state } = open()
    state.refuses = (writes) => writes.some(({ of }) => of[0] === 'remember')
    counter.note(acme, ['known', 'new'])
    await vi.advanceTimersByTimeAsync(2_000)
    delete state.refuses
    await vi.advanceTimersByTimeAsync(2_000)
    expect(units).toEqual([
      [['count', 'org_acme', ['known', 'new'], 1]],
      [['count', 'org_acme', ['new'], 1]],
      [['remember', 'org_acme', ['new'], 1]],
    ])
  })

  it('of many organizations are tried once while the database is away', async () => {
    const { counter, units, state } = open()
    let tries = 0
    state.refuses = () => {
      tries += 1
      return true
    }
    for (let n = 0; n < 120; n += 1) counter.note({ ...acme, organization_id: `org_${n}` }, ['known'])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(tries).toBe(1)
    delete state.refuses
    await vi.advanceTimersByTimeAsync(2_000)
    expect(units.map((writes) => writes.length)).toEqual([50, 50, 20])
  })

  it.each([
    ['the database refuses them', new Error('refused'), 2_000],
    ['the database is away at the end', new Failure('database_unavailable'), 0],
  ])('are told as lost when %s', async (_, refusal, wait_ms) => {
    const { counter, lost, state } = open()
    state.refusal = refusal
    counter.note(acme, ['known', 'new'])
    await vi.advanceTimersByTimeAsync(wait_ms)
    await counter.close()
    expect(lost).toEqual([[2, refusal]])
  })
})
