/** The texts of all lists in German. */
import type * as english from '../en/lists.ts'
import type { Texts } from '../texts-type.ts'

export const listTexts: Texts<typeof english.listTexts> = {
  age: (time) => `Die Zeilen unten sind von ${time}.`,
}
