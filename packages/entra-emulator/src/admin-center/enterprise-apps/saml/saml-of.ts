import type { JsonObject } from '../../../directory/reader.ts'
import type { SamlSettings } from '../../../directory/saml.ts'
import { asSamlApplication, type SamlApplication } from '../../../saml/find-application.ts'
import { type Act, type BladeCall, type Outcome, Refused } from '../../blade.ts'
import { changeRegistration } from '../../changing.ts'
import { enterpriseOf, placeOf } from '../enterprise.ts'

/**
 * The application in the path, if it has SAML and this tenant registered it.
 * @throws Refused 404
 */
export function samlOf(call: BladeCall): SamlApplication {
  const { application, is_own } = enterpriseOf(call)
  const found = is_own ? asSamlApplication(application) : undefined
  if (!found) throw new Refused(`${application.displayName} has no SAML-based sign-on.`, 404)
  return found
}

/** The address of the page, or of a form on it: `?edit=basic`. */
export function samlPlace(application: SamlApplication, query = ''): string {
  return `${placeOf(application, 'single-sign-on')}${query}`
}

/** Changes the SAML settings, and other members of the registration. */
export function changeSaml(
  call: BladeCall,
  application: SamlApplication,
  change: { readonly [Name in keyof SamlSettings]?: unknown },
  others: JsonObject = {},
): void {
  changeRegistration(call, application, { ...others, saml: { ...application.saml, ...change } })
}

/** An act on the application in the path, for administrators of applications. */
export function samlAct(run: (call: BladeCall, application: SamlApplication) => Outcome): Act {
  return { task: 'applications', run: (call) => run(call, samlOf(call)) }
}

export function done(application: SamlApplication, notice: string, query = ''): Outcome {
  return { kind: 'done', to: samlPlace(application, query), notice }
}

/** One value of several fields in a row: `acs_0`, `acs_1`. */
export function typedList({ form }: BladeCall, prefix: string): readonly string[] {
  const values = [...form].flatMap(([name, value]) => (new RegExp(`^${prefix}_\\d+$`).test(name) ? [value.trim()] : []))
  return [...new Set(values.filter((value) => value !== ''))]
}
