/** The catalogue of a language. German is a file of its own, which only its readers load. */
import { type Catalogue, en } from './en.ts'
import type { LanguageCode } from './formats.ts'

export async function loadCatalogue(code: LanguageCode): Promise<Catalogue> {
  if (code === 'en') return en
  const { de } = await import('./de.ts')
  return de
}

/** @param text of `<html lang>` */
export const languageOf = (text: string): LanguageCode => (/^de\b/i.test(text) ? 'de' : 'en')
