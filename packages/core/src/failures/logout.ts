import { row } from './row.ts'

/** Failures of logout: of what we tell applications, and of what identity providers tell us. */
export const logoutFailures = {
  logout_token_refused: row(
    502,
    'developer',
    'The application did not take a logout token',
    'Answer a POST at `backchannel_logout_uri` with status 200 or 204, within ten seconds, also where the session is not ' +
      'known any more. Its body is a form with `logout_token`.',
  ),
  signed_out_link_invalid: row(
    400,
    'person',
    'This address comes from a logout that is over',
    'Nothing is left to do. To sign in again, go back to the application.',
  ),
}
