/**
 * Where a target does not do what the scenario expects, on purpose. A line that is not true any more fails the test, as
 * does a difference without a line.
 */
import type { Target } from './target.ts'

export interface Difference {
  readonly target: Target['name']
  readonly scenarios: readonly string[]
  readonly outcome: unknown
  readonly because: string
}

export const differences: readonly Difference[] = [
  {
    target: 'the gateway',
    scenarios: ['oidcc-prompt-none-logged-in', 'oidcc-id-token-hint'],
    outcome: { asked: false, same_subject: true, auth_time: 'the same' },
    because: 'The gateway says in every ID token when the person authenticated, if the identity provider proved it.',
  },
  {
    target: 'oidc-provider',
    scenarios: ['oidcc-rp-initiated-logout'],
    outcome: { asked: true, at: 'the application', state: 'the-state', signed_out: true },
    because:
      'It asks the person in any case. The gateway does not when a valid ID token proves that the application asks.',
  },
  {
    target: 'oidc-provider',
    scenarios: ['oidcc-rp-initiated-logout-no-state'],
    outcome: { asked: true, at: 'the application', state: undefined, signed_out: true },
    because: 'The same: it asks the person in any case.',
  },
  {
    target: 'oidc-provider',
    scenarios: ['oidcc-rp-initiated-logout-no-post-logout-redirect-uri'],
    outcome: { asked: true, at: 'a page', state: undefined, signed_out: true },
    because: 'The same: it asks the person in any case.',
  },
  {
    target: 'oidc-provider',
    scenarios: [
      'oidcc-rp-initiated-logout-bad-post-logout-redirect-uri',
      'oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri',
      'oidcc-rp-initiated-logout-modified-id-token-hint',
      'oidcc-rp-initiated-logout-bad-id-token-hint',
    ],
    outcome: { asked: false, at: 'an error page', state: undefined, signed_out: false },
    because:
      'It refuses the whole request. At the gateway a person who wants to sign out does, and only the way back is refused.',
  },
]
