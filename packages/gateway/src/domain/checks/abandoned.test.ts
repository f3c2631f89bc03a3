import { describe, expect, it } from 'vitest'
import type { LatestSignIn } from '../stores/sign-ins.ts'
import { abandonedOf } from './abandoned.ts'

const now = Date.UTC(2026, 10, 26)
const hour = 60 * 60_000
const settings = { settings: {}, mapping: {} }

/** `x` left and is lost, `o` came back, `?` is away, `f` failed here, `-` never left; the latest stands first. */
function rows(text: string, browser = (index: number) => `b${index}`): readonly LatestSignIn[] {
  const states = { x: 'abandoned', o: 'succeeded', '?': 'in_progress', f: 'failed', '-': 'succeeded' } as const
  return [...text].map((mark, index) => ({
    state: states[mark as keyof typeof states],
    state_hash: mark === '-' ? null : 'h',
    browser_hash: browser(index),
    error_code: null,
    created_at: now - (index + 1) * hour,
  }))
}
const decided = (latest: readonly LatestSignIn[], replaced_at: number | null = null, ever?: boolean) =>
  abandonedOf(
    { previous: replaced_at === null ? null : { ...settings, replaced_at } },
    latest,
    ever ?? latest.some(({ state }) => state === 'succeeded'),
    now,
  )

describe('who does not come back', () => {
  it.each([
    ['nobody tried', '', null, 0],
    ['everybody came back', 'oo', null, 0],
    ['somebody is away', '?o', null, 0],
    ['nobody ever came back', 'x', 'never', 1],
    ['only refusals came back', 'xf', 'never', 1],
    ['one who left, before others', 'ox', 'some', 1],
    ['one who left last', 'xoo', 'some', 1],
    ['two who left last', 'xxoo', 'all', 2],
    ['two who left last, while a third is away', '?xxoo', 'all', 2],
    ['two who left last, while a session answers', '-xxoo', 'all', 2],
    ['many with one who came back between', 'xoxxo', 'some', 3],
  ] as const)('%s', (_, text, pattern, count) => {
    expect(decided(rows(text))).toMatchObject({ pattern, last_24_hours: count })
  })

  it('one person who tries again and again is not everybody', () => {
    const one = rows('xxxo', () => 'b')
    expect(decided(one)).toMatchObject({ pattern: 'some', last_24_hours: 3, browsers: 1 })
  })

  it('all since the settings were changed', () => {
    expect(decided(rows('xo'), now - 1.5 * hour)).toMatchObject({ pattern: 'changed', since: now - hour })
    expect(decided(rows('xo'), now - 2.5 * hour).pattern).toBe('some')
    expect(decided(rows('xo'), now - 0.5 * hour).pattern).toBe('some')
  })

  it('the last 24 hours count, and `since` may be older', () => {
    const long = rows(`${'x'.repeat(30)}o`)
    expect(decided(long)).toMatchObject({ pattern: 'all', last_24_hours: 23, since: now - 30 * hour })
  })

  it('people who came back earlier than the rows that are looked at', () => {
    expect(decided(rows('xx'), null, true).pattern).toBe('all')
  })

  it('a test that nobody finished', () => {
    const test = { ...(rows('x')[0] as LatestSignIn), state: 'test_failed', error_code: 'sign_in_expired' } as const
    expect(decided([test]).pattern).toBe('never')
    expect(decided([{ ...test, error_code: 'token_expired' }]).pattern).toBeNull()
  })
})
