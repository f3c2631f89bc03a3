/**
 * The errors that Entra shows on its own page and never sends back, by who does not come back. The most usual cause comes
 * first. https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
import { type EntraSettings, isTemplate } from '../entra-settings.ts'

const byPattern: Readonly<Record<'never' | 'changed' | 'all' | 'some', readonly number[]>> = {
  // Nothing was ever right: the registration differs from what was entered here.
  never: [50011, 700016, 90002, 50194, 90094, 50105],
  changed: [700016, 50011, 90002, 50194, 90094],
  // It was right once: somebody changed the registration or the enterprise application.
  all: [50011, 50105, 700016, 90094, 50194],
  // It is right: these people have no access, or the wrong account.
  some: [50105, 50020, 90094],
}

const anyPattern = [50011, 50105, 90094, 700016, 50020, 50194, 90002]

/** The code of a consent that an administrator has not given. */
const consentMissing = 90094

export function unreturnedFromEntra(
  settings: Pick<EntraSettings, 'tenant_id'>,
  pattern: keyof typeof byPattern | null,
  hasConsent: boolean,
): readonly string[] {
  return (pattern === null ? anyPattern : possible(byPattern[pattern], settings, hasConsent)).map(
    (number) => `AADSTS${number}`,
  )
}

function possible(
  numbers: readonly number[],
  settings: Pick<EntraSettings, 'tenant_id'>,
  hasConsent: boolean,
): readonly number[] {
  // A tenant that does not exist is named by its id, and only a connection for several tenants meets a registration for one.
  const impossible = [isTemplate(settings) ? 90002 : 50194, ...(hasConsent ? [consentMissing] : [])]
  return numbers.filter((number) => !impossible.includes(number))
}
