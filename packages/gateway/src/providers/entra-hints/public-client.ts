/**
 * Codes whose remedy differs for a program without a secret, which asks for a token of an API: a script of a customer, or
 * `gatehouse test-access`. All other codes have the rows of a connection.
 */
import type { Explanation } from '../provider.ts'
import { entraHints, explained } from './index.ts'
import type { Where } from './places.ts'
import { hint } from './row.ts'

const consent = (cause: string) =>
  hint(
    'administrator',
    'permissions',
    cause,
    'Choose "Add a permission > APIs my organization uses" (or "My APIs"), add the scope of the API, and choose "Grant admin consent".',
  )
const redirectUri = (cause: string) =>
  hint(
    'administrator',
    'public_redirects',
    cause,
    'Add the platform "Mobile and desktop applications" with the redirect URI http://localhost. Entra ignores its port.',
  )
const scope = (cause: string) =>
  hint(
    'administrator',
    'expose_api',
    cause,
    'Compare the scope with this page: the API, its name, and whether it is enabled.',
  )
export const publicClientHints = {
  7000218: hint(
    'administrator',
    'public_client',
    'The application does not allow public client flows.',
    'Set "Allow public client flows" to Yes, and save.',
  ),
  700025: hint(
    'developer',
    'terminal',
    'The application is public, and the request has a credential.',
    'Send no client secret with this application.',
  ),
  50011: redirectUri('The redirect URI http://localhost is not registered for the application.'),
  500113: redirectUri('The application has no redirect URI.'),
  900971: redirectUri('The application has no redirect URI.'),
  9002326: redirectUri('The redirect URI is registered for a single-page application.'),
  9002327: redirectUri('The redirect URI is registered for a single-page application.'),
  50194: hint(
    'administrator',
    'authentication',
    'The application is for one tenant, and the request does not name it.',
    'Add --tenant with the Directory (tenant) ID, or make the application multitenant under Supported account types.',
  ),
  700016: hint(
    'administrator',
    'overview',
    'The tenant has no application with this client ID.',
    'Compare --client-application-id and --tenant with the Overview page. An application of another tenant needs the consent of an administrator first.',
  ),
  90002: hint(
    'administrator',
    'overview',
    'There is no such tenant in this cloud.',
    'Copy the Directory (tenant) ID from the Overview page into --tenant.',
  ),
  90019: hint('developer', 'terminal', 'The request names no tenant.', 'Add --tenant with the Directory (tenant) ID.'),
  50059: hint('developer', 'terminal', 'The request names no tenant.', 'Add --tenant with the Directory (tenant) ID.'),
  65001: consent('The application has no consent for the scope of the API.'),
  650057: consent('The API is not among the permissions of the application.'),
  500011: hint(
    'administrator',
    'expose_api',
    'The tenant does not know the API.',
    'Compare the Application ID URI with this page. An API of another tenant is installed by the consent of an administrator.',
  ),
  650053: scope('The API has no such scope.'),
  70011: scope('The scope is not valid.'),
  28002: scope('The scope is not valid.'),
  65004: hint('person', 'sign_in_page', 'The person declined.', 'Run the test again, and accept on the page.'),
  53003: hint(
    'administrator',
    'sign_in_logs',
    'Conditional Access blocked the sign-in.',
    'The tab Conditional Access of the entry names the policy. Where it blocks the device code flow, run the test with --flow browser.',
  ),
  530036: hint(
    'administrator',
    'sign_in_logs',
    'Conditional Access blocks the device code flow.',
    'Run the test with --flow browser, or exclude it from the policy with the condition "Authentication flows".',
  ),
  50199: hint(
    'person',
    'sign_in_page',
    'Entra asks whether this is the right application, and had no answer.',
    'Run the test again, and choose Continue on the page.',
  ),
  70018: hint('person', 'terminal', 'The code is wrong.', 'Type the code that this command shows, or run it again.'),
  70019: hint(
    'person',
    'terminal',
    'The code has expired.',
    'Run the test again, and enter the code within 15 minutes.',
  ),
  90119: hint('person', 'terminal', 'The code is empty.', 'Type the code that this command shows.'),
  90120: hint('person', 'terminal', 'The code was used before.', 'Run the test again.'),
} as const

/**
 * The codes that Entra shows on its own page and never sends back to a program that waits, the most usual first: by the
 * device code flow, and by a redirect.
 */
export const unreturnedToProgram = {
  device: ['AADSTS50105', 'AADSTS90094', 'AADSTS530036', 'AADSTS50020'],
  browser: ['AADSTS50011', 'AADSTS50105', 'AADSTS90094', 'AADSTS50020'],
} as const

const rows = {
  ...entraHints,
  ...Object.fromEntries(Object.entries(publicClientHints).map(([number, row]) => [`AADSTS${number}`, row])),
}

/** Explains a code to the person at a program; `undefined` for a text that is no code. */
export function explainToProgram(where: Where, code: string): Explanation | undefined {
  return explained(rows, where, code)
}
