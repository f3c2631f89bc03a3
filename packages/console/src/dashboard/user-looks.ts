/** The shape and the color of the state of a user, on every page the same. */
import type { User } from '@gatehouse-sso/sdk/browser'
import type { Look } from './state-tones.ts'

export const userLooks: Readonly<Record<User['state'], Look>> = {
  active: { shape: 'dot', tone: 'good' },
  invited: { shape: 'ring', tone: 'plain' },
  suspended: { shape: 'dash', tone: 'warn' },
}

/** @returns the name to show for a user */
export const nameOfUser = ({ name, email, preferred_username, id }: User): string =>
  name ?? email ?? preferred_username ?? id
