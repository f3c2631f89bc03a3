/** The texts of a filter whose values are found by typing, in German. */
import type * as english from '../en/pick.ts'
import type { Texts } from '../texts-type.ts'

export const pickTexts: Texts<typeof english.pickTexts> = {
  find: (label) => `Suchen: ${label}`,
  none: 'Nichts beginnt so.',
}
