/** Consent and permissions. */
import { hint } from './row.ts'

const consent = (cause: string) =>
  hint(
    'administrator',
    'permissions',
    cause,
    'Choose "Grant admin consent". Afterwards everybody can sign in without being asked.',
  )
const misconfigured = (cause: string) =>
  hint(
    'administrator',
    'permissions',
    cause,
    'Remove the permission that no longer exists, add `User.Read`, and grant admin consent again.',
  )

export const consentHints = {
  65001: consent('The permissions of the application have no consent yet.'),
  90094: consent('Only an administrator can consent to the permissions of the application.'),
  90095: hint(
    'administrator',
    'consent_requests',
    'The person asked an administrator to approve the application.',
    'Approve the request. Then the person can sign in.',
  ),
  65004: hint('person', 'sign_in_page', 'The person declined the permissions.', 'Sign in again and accept.'),
  65005: misconfigured('The application asks for permissions that do not fit its registration.'),
  650052: misconfigured('The organization has no subscription for a service that the application asks for.'),
  650054: misconfigured('The application asks for an API that was removed.'),
  650056: misconfigured(
    'A permission is missing, an administrator has not consented, or the identifier does not match the application.',
  ),
  65002: hint(
    'operator',
    'connection',
    'The application may not ask for this API of Microsoft.',
    'Remove the scope from the connection.',
  ),
  90008: misconfigured('The application asks for a token for itself, without permission to sign people in.'),
  90093: hint(
    'administrator',
    'permissions',
    'Microsoft Graph forbids what the application asks for.',
    'Remove the permission, or grant it to the application.',
  ),
  90099: hint(
    'administrator',
    'permissions',
    'The application is not authorized for delegated administration of partners.',
    'Grant admin consent in the tenant of the customer.',
  ),
} as const
