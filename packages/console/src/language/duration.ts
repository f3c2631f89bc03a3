/** How long something took: `2.1 ms`, `214 ms`, `8.66 s`, `3 min 20 s`. */
export function duration(ms: number, number: (value: number) => string): string {
  const round = (value: number, digits: number): string => number(Number(value.toFixed(digits)))
  if (ms < 10) return `${round(ms, 1)}\u00a0ms`
  if (ms < 1_000) return `${round(ms, 0)}\u00a0ms`
  if (ms < 60_000) return `${round(ms / 1_000, 2)}\u00a0s`
  const seconds = Math.round(ms / 1_000)
  return `${number(Math.floor(seconds / 60))}\u00a0min ${seconds % 60}\u00a0s`
}
