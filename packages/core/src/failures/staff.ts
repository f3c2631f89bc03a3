/** Failures of the console and of the people who use it. */
import { row } from './row.ts'

export const staffFailures = {
  staff_session_missing: row(
    401,
    'operator',
    'This browser is not signed in to the console',
    'Sign in at `/console`. If single sign-on does not work, run `gatehouse admin-link` on the server.',
  ),
  staff_unknown: row(
    403,
    'operator',
    'This account may not use the console',
    'Ask an owner of the console to invite you, and sign in with the invited account.',
  ),
  staff_invitation_invalid: row(
    404,
    'operator',
    'This invitation to the console is not valid',
    'Open the whole link in the newest message. It works once, for 7 days. An owner can make a new one.',
  ),
  admin_link_invalid: row(
    404,
    'operator',
    'This admin link is not valid',
    'An admin link works once, for an hour. Run `gatehouse admin-link` on the server to get a new one.',
  ),
  staff_organization_unset: row(
    409,
    'operator',
    'Staff cannot sign in yet',
    'Enter with `gatehouse admin-link`, and choose in Settings › Team the organization through which staff sign in. It needs ' +
      'an active connection.',
  ),
  environment_missing: row(
    409,
    'operator',
    'There is no environment yet',
    'Create the first one with the installation key: `gatehouse environments create`.',
  ),
  staff_role_too_weak: row(
    403,
    'operator',
    'This role is stronger than that of the caller, who may not give, change or take it away',
    'Ask an owner. Owners may change every role.',
  ),
  staff_last_owner: row(409, 'operator', 'The console would have no owner', 'Make another person an owner first.'),
} as const
