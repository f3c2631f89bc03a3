import { row } from './row.ts'

/** The setup portal, in which a customer's administrator works. */
export const setupFailures = {
  setup_link_invalid: row(
    404,
    'administrator',
    'This setup link is not valid',
    'Open the whole link in the newest message. If it fails again, ask the sender for a new link.',
  ),
  setup_link_expired: row(
    410,
    'administrator',
    'This setup link has expired',
    'Ask the sender for a new link. The setup goes on where you stopped.',
  ),
  setup_link_revoked: row(410, 'administrator', 'This setup link was revoked', 'Ask the sender for a new link.'),
  setup_link_completed: row(
    410,
    'administrator',
    'This setup is complete, and its link is used up',
    'Ask the sender for a link to manage the connection if you want to change something.',
  ),
  setup_session_missing: row(
    401,
    'administrator',
    'This browser has no setup session',
    'Open your setup link again and press "Start setup". The setup goes on where you stopped.',
  ),
  setup_intent_missing: row(
    403,
    'administrator',
    'This setup link does not allow this',
    'Ask the sender for a link that allows it. `expected` names what the link must have.',
  ),
  setup_administrator_unknown: row(
    403,
    'administrator',
    'This account may not manage single sign-on here',
    'Sign in with an account that the setup link names. If you have none, ask the vendor for a link of your own.',
  ),
  cross_site_request: row(
    403,
    'developer',
    'This request did not come from a page of Gatehouse',
    'Send an API key instead of the cookie. Only the pages of the setup portal use the cookie.',
  ),
  test_needed: row(
    409,
    'administrator',
    'The connection was not tested since it was changed',
    'Sign in once to test the connection: at the step Test sign-in, or with `gatehouse connections test`.',
  ),
} as const
