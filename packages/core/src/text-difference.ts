/** Compares two texts that must be equal character by character: a redirect URI with the one that is registered. */

/** @returns a sentence that names the first difference; `null` if there is none */
export function firstDifference(expected: string, received: string): string | null {
  if (expected === received) return null
  const [wanted, got] = [[...expected], [...received]]
  const at = wanted.findIndex((character, index) => character !== got[index])
  if (at < 0) return `It goes on after the end with \`${got.slice(wanted.length).join('').slice(0, 40)}\`.`
  if (at >= got.length) return `It ends before \`${wanted.slice(at).join('').slice(0, 40)}\`.`
  const place = `Character ${at + 1} is \`${got[at]}\` and must be \`${wanted[at]}\``
  return expected.toLowerCase() === received.toLowerCase()
    ? `${place}: small and capital letters differ.`
    : `${place}, after \`${wanted.slice(Math.max(0, at - 20), at).join('')}\`.`
}
