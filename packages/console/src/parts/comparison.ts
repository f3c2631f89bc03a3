/**
 * Compares two texts, character under character: runs of equal characters, and the difference between them.
 *
 * The longest common subsequence would break two addresses into crumbs. People see a common beginning, a common end and
 * what differs between, so that is what this finds.
 */
export interface Run {
  readonly asked: string
  readonly has: string
  readonly differs: boolean
}

export interface Compared {
  readonly runs: readonly Run[]
  /** How many characters are equal before the difference. */
  readonly equal: number
  readonly difference: Difference
  /** Whether the two stand whole, one below the other. Few characters of two servers or long texts are in common. */
  readonly isWhole: boolean
}

/** The kinds of difference that a sentence names. */
export type Difference = 'none' | 'slash_missing' | 'slash_extra' | 'case' | 'http' | 'host' | 'other'

/** A difference with more characters is no longer read in one glance. */
const longestDifference = 24

/**
 * @param asked the text that must be there
 * @param has the text that is there
 */
export function compare(asked: string, has: string): Compared {
  const most = Math.min(asked.length, has.length)
  let start = 0
  while (start < most && asked[start] === has[start]) start += 1
  let end = 0
  while (end < most - start && asked.at(-1 - end) === has.at(-1 - end)) end += 1
  const middle = {
    asked: asked.slice(start, asked.length - end),
    has: has.slice(start, has.length - end),
    differs: true,
  }
  const isSame = asked === has
  const difference = isSame ? 'none' : differenceOf(asked, has, middle)
  return {
    runs: [
      ...equalRuns(asked.slice(0, start)),
      ...(isSame ? [] : [middle]),
      ...equalRuns(asked.slice(asked.length - end)),
    ],
    equal: start,
    difference,
    isWhole: difference === 'host' || Math.max(middle.asked.length, middle.has.length) > longestDifference,
  }
}

/** Equal text in pieces that a line may break between: before dots and slashes. */
function equalRuns(text: string): Run[] {
  return text
    .split(/(?<=:\/\/)|(?<=[^/:])(?=[/.])/)
    .filter((piece) => piece !== '')
    .map((piece) => ({ asked: piece, has: piece, differs: false }))
}

function differenceOf(asked: string, has: string, middle: Run): Difference {
  if (asked === `${has}/`) return 'slash_missing'
  if (has === `${asked}/`) return 'slash_extra'
  if (asked.toLowerCase() === has.toLowerCase()) return 'case'
  if (asked.replace(/^https:/, 'http:') === has) return 'http'
  if (middle.asked !== '' && hostOf(asked) !== hostOf(has)) return 'host'
  return 'other'
}

const hostOf = (address: string): string => /^[a-z]+:\/\/([^/]*)/i.exec(address)?.[1]?.toLowerCase() ?? ''
