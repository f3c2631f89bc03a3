/** The person's account, password and session. */
import { hint } from './row.ts'

const notInTenant = (cause: string) =>
  hint(
    'person',
    'sign_in_page',
    cause,
    'Choose "Use another account" and sign in with the account of your organization. An administrator can invite other accounts as guests.',
  )
const again = (cause: string) => hint('person', 'sign_in_page', cause, 'Sign in again from the application.')

export const accountHints = {
  50020: notInTenant('The account belongs to another organization or is a personal account.'),
  50034: notInTenant('The tenant has no such account.'),
  51004: notInTenant('The tenant has no such account.'),
  16003: notInTenant('The tenant has no such account.'),
  16000: notInTenant('Several accounts are signed in, and none of them is in the tenant.'),
  50014: hint(
    'person',
    'sign_in_page',
    'The invitation as a guest was not accepted yet.',
    'Open the invitation in your mail and accept it, then sign in again.',
  ),
  90072: hint(
    'administrator',
    'users',
    'The account is not in the tenant.',
    'Invite the person as an external user, or let them use the account of the organization.',
  ),
  50053: hint(
    'person',
    'sign_in_page',
    'The account is locked, or the address is known for attacks.',
    'Wait some minutes, or ask your administrator to unlock the account.',
  ),
  50055: hint('person', 'sign_in_page', 'The password has expired.', 'Set a new password, then sign in again.'),
  50056: hint(
    'administrator',
    'users',
    'The account has no password in the directory.',
    'Set a password, or let the person sign in by another method.',
  ),
  50057: hint(
    'administrator',
    'users',
    'The account is disabled.',
    'Switch "Account enabled" on, if the person may sign in.',
  ),
  50126: hint('person', 'sign_in_page', 'User name or password is wrong.', 'Try again, or reset the password.'),
  50144: hint(
    'person',
    'sign_in_page',
    'The password in Active Directory has expired.',
    'Set a new password, then sign in again.',
  ),
  50058: again('There is no session, and the application asked not to show a page.'),
  50132: again('The session was ended, or the password was changed.'),
  50133: again('The session was ended, or the password was changed.'),
  50173: again('The session was revoked, or the password was changed.'),
  50089: again('The sign-in page was open for too long.'),
  50085: again('The session of the browser has ended.'),
  50197: hint(
    'administrator',
    'users',
    'Two accounts share one identity.',
    'Give each account its own user name and mail address.',
  ),
  50143: again('The session does not match the organization.'),
  50105: hint(
    'administrator',
    'app_users',
    'The person is not assigned to the application, and "Assignment required" is on.',
    'Assign the person or one of their groups. Members of nested groups do not count.',
  ),
  501051: hint(
    'administrator',
    'permissions',
    'The application has no role at an API that requires an assignment.',
    'Add the application permission and grant admin consent.',
  ),
} as const
