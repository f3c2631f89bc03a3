/** How the latest sign-ins went. Those that are under way count in nothing. */
import type { SignIn } from '@gatehouse-sso/sdk/browser'

export interface Health {
  readonly last: string | null
  readonly finished: number
  /** The share of finished ones that succeeded, 0 to 1. */
  readonly share: number
}

export function healthOf(signIns: readonly Pick<SignIn, 'state' | 'created_at'>[]): Health {
  const finished = signIns.filter(({ state }) => state !== 'in_progress')
  const good = finished.filter(({ state }) => state === 'succeeded')
  return {
    last: good[0]?.created_at ?? null,
    finished: finished.length,
    share: finished.length === 0 ? 1 : good.length / finished.length,
  }
}
