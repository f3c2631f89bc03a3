import { row } from './row.ts'

/** The setup portal, in which a customer's administrator works. */
export const setupFailures = {
  setup_link_invalid: row(
    404,
    'administrator',
    'This setup link is not valid',
    'Open the whole link of the newest message again, or ask the people who sent it for a new one.',
  ),
  setup_link_expired: row(
    410,
    'administrator',
    'This setup link has expired',
    'Ask the people who sent it for a new one. It goes on where you stopped.',
  ),
  setup_link_revoked: row(
    410,
    'administrator',
    'This setup link was revoked',
    'Ask the people who sent it for a new one.',
  ),
  setup_link_completed: row(
    410,
    'administrator',
    'This setup is complete, and its link is used up',
    'To change something, ask the people who sent it for a link to manage the connection.',
  ),
  setup_session_missing: row(
    401,
    'administrator',
    'This browser has no setup session',
    'Open your setup link again and press "Start setup". You go on where you stopped.',
  ),
  setup_intent_missing: row(
    403,
    'administrator',
    'This setup link does not allow this',
    'Ask the people who sent the link for one that has the intent named in `expected`.',
  ),
  setup_administrator_unknown: row(
    403,
    'administrator',
    'This account may not manage single sign-on here',
    'Sign in with an account that the setup link names, or ask the people who run the service for a link of your own.',
  ),
  cross_site_request: row(
    403,
    'developer',
    'This request did not come from a page of Gatehouse',
    'Only pages of this origin may send requests with the cookie of a setup. A program uses an API key instead.',
  ),
  test_needed: row(
    409,
    'administrator',
    'The connection was not tested since it was changed',
    'Test it by a sign-in first: the step Test sign-in, or `gatehouse connections test`.',
  ),
} as const
