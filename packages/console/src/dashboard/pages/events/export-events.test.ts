import type { Event } from '@gatehouse-sso/sdk/browser'
import { describe, expect, it, vi } from 'vitest'
import type { Api } from '../../data/api.tsx'
import { csvOf, jsonLinesOf, mostExported, readEvents } from './export-events.ts'

const event = {
  id: 'evt_1',
  created_at: '2026-11-25T14:00:00.000Z',
  type: 'user.created',
  organization_id: null,
  actor: { type: 'staff', id: 'staff_1' },
  source: { request_id: 'req_1', address: '203.0.113.7', user_agent: '=cmd(), "x"' },
  data: { id: 'user_1' },
  changes: [],
} as unknown as Event

describe('exported events', () => {
  it('have a line of JSON each', () =>
    expect(
      jsonLinesOf([event])
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual(['evt_1']))

  it('have cells in quotes where they need them, and no formulas', () =>
    expect(csvOf([event]).split('\r\n')[1]).toBe(
      `evt_1,2026-11-25T14:00:00.000Z,user.created,,staff,staff_1,user_1,203.0.113.7,"'=cmd(), ""x""",req_1,`,
    ))

  it('are read page by page, up to a bound', async () => {
    const list = vi.fn(async () => ({ data: Array(100).fill(event), list_metadata: { before: null, after: 'evt_1' } }))
    const api = { events: { list } } as unknown as Api
    const seen: number[] = []
    const { signal } = new AbortController()
    const all = await readEvents(api, {}, { signal, onProgress: (count) => seen.push(count) })
    expect(all).toHaveLength(mostExported)
    expect(list).toHaveBeenCalledTimes(mostExported / 100)
    expect(seen.slice(0, 2)).toEqual([100, 200])
  })
})
