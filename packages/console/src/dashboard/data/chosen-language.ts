/** The language of the console: the one that the reader has chosen in this browser, else the first that the browser prefers. */
import type { LanguageCode } from '../../language/formats.ts'

const key = 'gatehouse-language'

export const languages = ['en', 'de'] as const satisfies readonly LanguageCode[]

/** How each language calls itself. */
export const languageNames: Readonly<Record<LanguageCode, string>> = { en: 'English', de: 'Deutsch' }

/**
 * @param kept by the reader's choice; any other text counts as none
 * @param preferred the tags of the browser, the favourite first
 */
export function languageFor(kept: string | null, preferred: readonly string[]): LanguageCode {
  const chosen = languages.find((one) => one === kept)
  if (chosen) return chosen
  const primary = preferred.map((tag) => tag.split('-', 1)[0]?.toLowerCase())
  return primary.flatMap((tag) => languages.find((one) => one === tag) ?? [])[0] ?? 'en'
}

/** @returns `null` where the reader has chosen none, or the browser keeps nothing */
export function keptLanguage(): LanguageCode | null {
  try {
    return languages.find((one) => one === localStorage.getItem(key)) ?? null
  } catch {
    return null
  }
}

/** English where there is no browser. */
export function chosenLanguage(): LanguageCode {
  return typeof document === 'undefined' ? 'en' : languageFor(keptLanguage(), navigator.languages)
}

/** Keeps the choice; `null` follows the browser again. The page must be loaded again. */
export function keepLanguage(code: LanguageCode | null): void {
  try {
    if (code === null) localStorage.removeItem(key)
    else localStorage.setItem(key, code)
  } catch {
    // A browser that keeps nothing goes on in the language that it prefers.
  }
}
