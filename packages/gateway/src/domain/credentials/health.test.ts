import { describe, expect, it } from 'vitest'
import { connectionOf, credentialOf, environmentOf, organizationOf } from '../../storage/conformance/fixtures.ts'
import type { CredentialRecord, CredentialTrial } from '../stores/credentials.ts'
import { credentialHealth } from './health.ts'

const now = 1_800_000_000_000
const day = 24 * 60 * 60_000
const base = {
  ...credentialOf(connectionOf(organizationOf(environmentOf().id))),
  not_after: null,
  created_at: now - day,
}
const trial = (result: CredentialTrial['result'], code?: string): CredentialTrial => ({
  result,
  at: now - 2_000,
  error: code
    ? { code, title: code, who: 'operator', remedy: 'r', expected: null, received: null, upstream: null, hints: [] }
    : null,
})

describe('the health of a credential', () => {
  const cases: readonly (readonly [string, Partial<CredentialRecord>, string, string, number | null])[] = [
    ['that nothing used', {}, 'unknown', 'Nothing has used or checked it yet.', null],
    ['that a sign-in used', { last_used_at: now - 5 }, 'working', 'at a sign-in', now - 5],
    ['that was accepted', { trial: trial('accepted') }, 'working', 'without a person', now - 2_000],
    ['that was refused', { trial: trial('refused', 'No') }, 'failed', 'No.', now - 2_000],
    ['that failed', { failed_at: now - 9, trial: trial('refused', 'No') }, 'failed', 'No.', now - 2_000],
    ['whose provider is away', { trial: trial('unknown', 'Away') }, 'unknown', 'proved nothing: Away.', now - 2_000],
    [
      'that a sign-in used after its provider was away',
      { trial: trial('unknown', 'Away'), last_used_at: now },
      'working',
      'at a sign-in',
      now,
    ],
    ['that has expired', { not_after: now, last_used_at: now }, 'failed', 'It has expired.', now],
    ['that expires today', { not_after: now + 5 }, 'expiring', 'It expires within a day.', null],
    ['that expires in 13 days', { not_after: now + 12.1 * day }, 'expiring', 'It expires in 13 days.', null],
    ['that expires in 60 days', { not_after: now + 60 * day }, 'expiring', 'It expires in 60 days.', null],
    [
      'that expires later',
      { not_after: now + 60 * day + 1, trial: trial('accepted') },
      'working',
      'accepted',
      now - 2_000,
    ],
  ]
  it.each(cases)('%s', (_, change, result, because, checked_at) => {
    const health = credentialHealth({ ...base, ...change } as CredentialRecord, now)
    expect(health).toEqual({ result, checked_at, because: expect.stringContaining(because) })
  })
})
