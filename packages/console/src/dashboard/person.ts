/** The person of a sign-in, as a list shows it: without the part of the email before the `@`. */
import type { SignIn } from '@gatehouse-sso/sdk/browser'
import { stateTexts } from './texts/texts.ts'

export function personOf({ email, user }: Pick<SignIn, 'email' | 'user'>): string {
  const known = user?.email ?? user?.name
  if (known) return known
  return email?.replace('[redacted]', '•••') ?? stateTexts.unknownPerson
}
