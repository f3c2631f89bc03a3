/**
 * The texts of a failure in the language of the reader. The table (failures.ts) is English. Only pages and the setup
 * portal import this file, so that the other texts are in no program that never shows them.
 */
import type { ExplainedFailure } from './explained-failure.ts'
import { accessTexts } from './failures/german/access.ts'
import { apiTexts } from './failures/german/api.ts'
import { authorizeTexts } from './failures/german/authorize.ts'
import { logoutTexts } from './failures/german/logout.ts'
import { operationTexts } from './failures/german/operation.ts'
import { samlTexts } from './failures/german/saml.ts'
import { setupTexts } from './failures/german/setup.ts'
import { signInTexts } from './failures/german/sign-in.ts'
import { staffTexts } from './failures/german/staff.ts'
import type { FailureText } from './failures/german/text.ts'
import { tokenTexts } from './failures/german/token.ts'
import { upstreamTexts } from './failures/german/upstream.ts'
import { type FailureCode, failures } from './failures.ts'
import type { Language } from './language.ts'

/** A code of the table without a text here does not type-check. */
const german: Readonly<Record<FailureCode, FailureText>> = {
  ...apiTexts,
  ...authorizeTexts,
  ...signInTexts,
  ...upstreamTexts,
  ...tokenTexts,
  ...logoutTexts,
  ...accessTexts,
  ...operationTexts,
  ...setupTexts,
  ...staffTexts,
  ...samlTexts,
}

const tables: Readonly<Record<Language, Readonly<Record<FailureCode, FailureText>>>> = { en: failures, de: german }

/** Title and remedy of a code. */
export function failureText(code: FailureCode, language: Language): FailureText {
  return tables[language][code]
}

/** A kept failure in a language. It was kept in English; a code that is no longer in the table stays so. */
export function explainedIn(kept: ExplainedFailure, language: Language): ExplainedFailure {
  return language === 'en' || !(kept.code in failures)
    ? kept
    : { ...kept, ...tables[language][kept.code as FailureCode] }
}
