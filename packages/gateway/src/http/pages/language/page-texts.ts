/** The texts of the pages, by language. */
import type { Language } from '@gatehouse-sso/core/language'
import { de } from './de.ts'
import { en, type PageTexts } from './en.ts'

export const pageTexts: Readonly<Record<Language, PageTexts>> = { en, de }
