/** The ids of the story, from a number. They have the form of real ids. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/** @returns `org_01jp9y…`: the same for the same number */
export function idOf<P extends string>(prefix: P, n: number): `${P}_${string}` {
  let rest = (n + 7) * 7_919_993
  let tail = ''
  for (let place = 0; place < 14; place += 1) {
    rest = (rest * 48_271 + 11) % 2_147_483_647
    tail += letters[rest % 32]
  }
  return `${prefix}_01jp9yser0ft${tail}`
}

export const now = '2026-11-25T14:10:00.000Z'

/** A time before now. */
export const before = (minutes: number): string => new Date(Date.parse(now) - minutes * 60_000).toISOString()

/** A day from today on: `-6` is six days ago. */
export const day = (days: number): string => new Date(Date.parse(now) + days * 86_400_000).toISOString()

/** The start of a time in UTC of a date: `at('2026-11-25', '13:02')` */
export const at = (date: string, time = '00:00'): string => `${date}T${time}:00.000Z`
