/**
 * The texts of the gateway name the pair of values of a failure by the members of the API: `expected` and `received`. A
 * page shows the pair under labels, so its texts name the labels.
 */
export interface PairLabels {
  readonly expected: string
  readonly received: string
}

/** @param mark stands around a label; the one of strong words, where nothing else is said */
export function withPairLabels(text: string, labels: PairLabels, mark = '**'): string {
  return text.replaceAll(/[`'](expected|received)[`']/g, (_, name: keyof PairLabels) => `${mark}${labels[name]}${mark}`)
}
