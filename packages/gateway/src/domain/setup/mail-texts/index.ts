/** The mails at the end of a setup, in each language. */
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import { de } from './de.ts'
import { en, type SetupMailTexts } from './en.ts'

export type { SetupMailTexts } from './en.ts'

export const setupMailTexts: Readonly<Record<Language, SetupMailTexts>> = { en, de }
