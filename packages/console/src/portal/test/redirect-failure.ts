/** Whether a hint is about the redirect URI, so that a comparison of two addresses helps. */
import type { Hint } from './hint-steps.tsx'

const names = /redirect[ _-]?ur[il]|umleitungs-ur[il]/i

export const isAboutRedirect = ({ cause, what }: Pick<Hint, 'cause' | 'what'>): boolean =>
  names.test(`${cause} ${what}`)
