import { describe, expect, it } from 'vitest'
import { healthOf } from './sign-in-health.ts'

const at = (state: 'succeeded' | 'failed' | 'in_progress' | 'abandoned', created_at: string) => ({ state, created_at })

describe('the health of a connection', () => {
  it('has the latest sign-in that succeeded', () =>
    expect(healthOf([at('failed', '3'), at('succeeded', '2'), at('succeeded', '1')])).toEqual({
      last: '2',
      finished: 3,
      share: 2 / 3,
    }))
  it('counts nothing that is under way', () =>
    expect(healthOf([at('in_progress', '2'), at('succeeded', '1')])).toMatchObject({ finished: 1, share: 1 }))
  it('counts people who stayed away', () =>
    expect(healthOf([at('abandoned', '2'), at('succeeded', '1')])).toMatchObject({ share: 0.5 }))
  it('is good before the first', () => expect(healthOf([])).toEqual({ last: null, finished: 0, share: 1 }))
})
