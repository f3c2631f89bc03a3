/** The colors of states, on every page the same. */
import type { StateShape, StateTone } from '../parts/state-badge.tsx'

/** @param days left before something ends */
export const toneOfEnd = (days: number): StateTone => (days < 7 ? 'bad' : days < 30 ? 'warn' : 'plain')

export interface Look {
  readonly shape: StateShape
  readonly tone: StateTone
}

type ConnectionState = 'active' | 'draft' | 'inactive' | 'failing' | 'none'

export const connectionLooks: Readonly<Record<ConnectionState, Look>> = {
  active: { shape: 'dot', tone: 'good' },
  failing: { shape: 'hexagon', tone: 'bad' },
  draft: { shape: 'ring', tone: 'plain' },
  inactive: { shape: 'dash', tone: 'plain' },
  none: { shape: 'dash', tone: 'plain' },
}

/** An active connection whose latest sign-ins fail is failing. */
export const shownState = (
  state: 'active' | 'draft' | 'inactive',
  health: 'no_sign_ins' | 'working' | 'failing',
): ConnectionState => (state === 'active' && health === 'failing' ? 'failing' : state)
