/** Compares two texts that must be equal character by character: a redirect URI with the one that is registered. */
import type { Language } from './language.ts'

interface Sentences {
  longer(more: string): string
  shorter(missing: string): string
  place(number: number, got: string, wanted: string): string
  readonly letters: string
  after(before: string): string
}

const sentences: Readonly<Record<Language, Sentences>> = {
  en: {
    longer: (more) => `It goes on after the end with \`${more}\`.`,
    shorter: (missing) => `It ends before \`${missing}\`.`,
    place: (number, got, wanted) => `Character ${number} is \`${got}\` and must be \`${wanted}\``,
    letters: ': small and capital letters differ.',
    after: (before) => `, after \`${before}\`.`,
  },
  de: {
    longer: (more) => `Nach dem Ende geht es mit \`${more}\` weiter.`,
    shorter: (missing) => `Der Text endet vor \`${missing}\`.`,
    place: (number, got, wanted) => `Zeichen ${number} ist \`${got}\` und muss \`${wanted}\` sein`,
    letters: ': Groß- und Kleinschreibung unterscheiden sich.',
    after: (before) => `, nach \`${before}\`.`,
  },
}

/** @returns a sentence that names the first difference; `null` if there is none */
export function firstDifference(expected: string, received: string, language: Language = 'en'): string | null {
  if (expected === received) return null
  const say = sentences[language]
  const [wanted, got] = [[...expected], [...received]]
  const at = wanted.findIndex((character, index) => character !== got[index])
  if (at < 0) return say.longer(got.slice(wanted.length).join('').slice(0, 40))
  if (at >= got.length) return say.shorter(wanted.slice(at).join('').slice(0, 40))
  const place = say.place(at + 1, got[at] ?? '', wanted[at] ?? '')
  return expected.toLowerCase() === received.toLowerCase()
    ? `${place}${say.letters}`
    : `${place}${say.after(wanted.slice(Math.max(0, at - 20), at).join(''))}`
}
