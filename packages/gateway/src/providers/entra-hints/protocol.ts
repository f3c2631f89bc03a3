/** Codes, requests and faults on the side of Microsoft. */
import { hint } from './row.ts'

const again = (cause: string) => hint('person', 'sign_in_page', cause, 'Sign in again from the application.')
const report = (cause: string) =>
  hint(
    'operator',
    'gateway',
    cause,
    'Sign in again. If the error stays, report it to the makers of Gatehouse with the id of the sign-in.',
  )
const later = (cause: string) =>
  hint(
    'person',
    'microsoft',
    cause,
    'Sign in again in a minute. If the error stays, tell the people who run this service.',
  )
const federation = (cause: string) =>
  hint(
    'administrator',
    'users',
    cause,
    "Check the tenant's own identity provider, to which Entra forwards the sign-in.",
  )

export const protocolHints = {
  54005: again('The code was used before.'),
  70008: again('The code or the refresh token has expired.'),
  700082: again('The refresh token was not used for too long.'),
  700084: again('The refresh token of a single-page application has ended after a day.'),
  70000: again('The code was made for another application.'),
  700005: again('The code is of another tenant.'),
  501481: report('The PKCE verifier does not match the challenge.'),
  9002325: report('The request has no PKCE challenge.'),
  50147: report('The PKCE challenge has the wrong length.'),
  501491: report('The PKCE method is not valid.'),
  9002313: report('Entra could not read the request.'),
  900561: hint(
    'person',
    'sign_in_page',
    'The page was opened again with the back button.',
    'Sign in again from the application.',
  ),
  9000411: report('A parameter is in the request twice.'),
  70003: report('Entra does not know the grant type.'),
  700051: report('The application may not ask for an access token at the authorization endpoint.'),
  900144: report('A parameter is missing in the request.'),
  90014: report('A parameter is missing in the request.'),
  90015: report('The request is too long.'),
  90023: report('A parameter of the request is not valid.'),
  90100: report('A parameter of the request is not valid.'),
  90013: report('The input is not valid.'),
  50196: hint(
    'developer',
    'sign_in_page',
    'The same request was sent too often.',
    'Find out why the application starts sign-ins in a loop.',
  ),
  50169: report('The realm of the request is not valid.'),
  1002016: hint(
    'operator',
    'gateway',
    'The connection to Entra used TLS 1.0 or 1.1.',
    'Let the proxy between the gateway and the internet use TLS 1.2 or newer.',
  ),
  50000: later('Entra had an error of its own.'),
  90033: later('Entra is busy.'),
  90090: later('Entra could not finish the request.'),
  50033: later('Entra had an error that passes.'),
  90024: later('Entra had an error that passes.'),
  90006: later('A service of Microsoft did not answer.'),
  40008: later('The identity provider of the tenant did not answer.'),
  40010: later('The identity provider of the tenant did not answer.'),
  90055: later('The tenant has sent too many requests.'),
  20001: federation("The tenant's own identity provider refused."),
  20012: federation("The tenant's own identity provider answered in a form that Entra does not read."),
  40009: federation("The tenant's own identity provider refused."),
  40015: federation("The tenant's own identity provider refused."),
  50146: hint(
    'administrator',
    'manifest',
    'The application maps claims and has no signing key of its own.',
    'Add a signing key, or remove the mapping of claims.',
  ),
  501461: hint(
    'administrator',
    'manifest',
    'The application may not map claims for this audience.',
    'Use the application ID URI of a verified domain, or remove the mapping of claims.',
  ),
  70016: again('The device code was not entered yet.'),
  70018: again('The device code is wrong.'),
  70019: again('The device code has expired.'),
  90119: again('The device code is empty.'),
  90120: again('The device code was used before.'),
  50199: again('Entra asks whether this is the right application.'),
} as const
