/** The texts of Entra's codes in German, by the code as Entra writes it. */
import { accessTexts } from './access.ts'
import { accountTexts } from './account.ts'
import { applicationTexts } from './application.ts'
import { consentTexts } from './consent.ts'
import { credentialTexts, policyTexts } from './credentials.ts'
import { protocolTexts } from './protocol.ts'
import { samlTexts } from './saml.ts'
import { type HintText, text } from './text.ts'

const numbered: Readonly<Record<number, HintText>> = {
  ...applicationTexts,
  ...accountTexts,
  ...accessTexts,
  ...consentTexts,
  ...credentialTexts,
  ...protocolTexts,
  ...samlTexts,
}

/** Each row of the English table has one: each file here is typed by one there. */
export const germanHints: Readonly<Record<string, HintText>> = {
  ...Object.fromEntries(Object.entries(numbered).map(([number, row]) => [`AADSTS${number}`, row])),
  ...policyTexts,
}

export const unknownHintInGerman = text(
  'Entra hat mit einem Code geantwortet, den Gatehouse nicht erklärt.',
  'Lesen Sie, was die Seite von Microsoft zu diesem Code sagt.',
)
