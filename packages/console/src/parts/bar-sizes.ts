/** The sizes of bars and of their scale. */

export interface Scale {
  readonly most: number
  /** From zero upwards, evenly: three lines above the base at most. */
  readonly lines: readonly number[]
}

/** @param highest the highest bar */
export function scaleOf(highest: number): Scale {
  const rough = Math.max(1, highest) / 3
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? 10 * power)
  const whole = Math.ceil(step)
  return { most: whole * 3, lines: [0, whole, whole * 2, whole * 3] }
}

export interface Bar {
  readonly good: number
  readonly bad: number
  /** Where the failures begin, from above. */
  readonly top: number
}

const gap = 2
/** A failure is seen even on a day with thousands of sign-ins. */
const least = 3

export function barsOf(
  days: readonly { readonly succeeded: number; readonly failed: number }[],
  most: number,
  height: number,
): Bar[] {
  const pixels = (count: number): number => Math.round((count / most) * height)
  return days.map(({ succeeded, failed }) => {
    const good = succeeded === 0 ? 0 : Math.max(2, pixels(succeeded))
    const bad = failed === 0 ? 0 : Math.max(least, pixels(failed))
    return { good, bad, top: height - good - (bad > 0 && good > 0 ? gap : 0) - bad }
  })
}
