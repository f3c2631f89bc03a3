import { describe, expect, it } from 'vitest'
import { session } from '../../test/canned/values.ts'
import { minutesLeft } from './rail.ts'

describe('the minutes that are left', () => {
  const known = { guide: undefined, test: null, groups: undefined, domains: undefined }

  it('are as many as the page of the link says, before anything is chosen', () => {
    const begun = {
      ...session,
      intents: ['sso', 'domains'] as const,
      only_step: null,
      done_steps: [],
      connection: null,
    }
    expect(minutesLeft({ ...known, session: { ...begun, intents: [...begun.intents] } }, 'provider')).toBe(10)
  })
})
