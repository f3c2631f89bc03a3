/** The shape and the color of the state of a sign-in, on every page the same. */
import type { SignIn } from '@gatehouse-sso/sdk/browser'
import type { Look } from './state-tones.ts'

export const signInLooks: Readonly<Record<SignIn['state'], Look>> = {
  in_progress: { shape: 'ring', tone: 'plain' },
  succeeded: { shape: 'dot', tone: 'good' },
  failed: { shape: 'hexagon', tone: 'bad' },
  abandoned: { shape: 'dash', tone: 'plain' },
  test_in_progress: { shape: 'ring', tone: 'plain' },
  test_succeeded: { shape: 'dot', tone: 'good' },
  test_failed: { shape: 'hexagon', tone: 'bad' },
}
