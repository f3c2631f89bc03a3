/**
 * The intended differences between a target and the expectation of a scenario. A line that is no longer true fails the
 * test, and so does a difference without a line.
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
    because: 'Every ID token of the gateway has auth_time, if the identity provider proved it.',
  },
  {
    target: 'oidc-provider',
    scenarios: ['oidcc-rp-initiated-logout'],
    outcome: { asked: true, at: 'the application', state: 'the-state', signed_out: true },
    because:
      'It always asks the person. The gateway does not ask when a valid ID token proves that the application made the request.',
  },
  {
    target: 'oidc-provider',
    scenarios: ['oidcc-rp-initiated-logout-no-state'],
    outcome: { asked: true, at: 'the application', state: undefined, signed_out: true },
    because: 'As above: it always asks the person.',
  },
  {
    target: 'oidc-provider',
    scenarios: ['oidcc-rp-initiated-logout-no-post-logout-redirect-uri'],
    outcome: { asked: true, at: 'a page', state: undefined, signed_out: true },
    because: 'As above: it always asks the person.',
  },
  {
    target: 'oidc-provider',
    scenarios: ['oidcc-frontchannel-logout-discovery-endpoint-verification'],
    outcome: [undefined, undefined],
    because: 'It has no front-channel logout.',
  },
  {
    target: 'oidc-provider',
    scenarios: ['oidcc-frontchannel-rp-initiated-logout'],
    outcome: { frames: 0, page: undefined, issuer: undefined, session: undefined },
    because: 'It has no front-channel logout.',
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
      'It refuses the whole request. The gateway signs the person out if they confirm, and only refuses the redirect.',
  },
]
