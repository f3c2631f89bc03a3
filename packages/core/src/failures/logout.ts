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
  logout_token_invalid: row(
    400,
    'administrator',
    'The identity provider sent a logout token that is not good',
    'Register the back-channel logout URI that this connection shows. The log says what was expected and received.',
    'invalid_request',
  ),
  logout_session_missing: row(
    400,
    'administrator',
    'The identity provider did not say which session has ended',
    'Let the identity provider send `sid`. At Entra, that needs nothing but the front-channel logout URL of this connection.',
    'invalid_request',
  ),
  revocation_malformed: row(
    400,
    'administrator',
    'The revocation does not say whom it means',
    'Send JSON with `sub_id`. At Okta, set Subject format to Issuer and Subject Identifier.',
    'invalid_request',
  ),
  revocation_unauthorized: row(
    401,
    'administrator',
    'The revocation has no token of this identity provider',
    'Register the logout endpoint URL that this connection shows, at the application that people sign in with. The log says ' +
      'what was expected and received.',
    'invalid_token',
  ),
  revocation_not_allowed: row(
    403,
    'operator',
    'The connection is not active, so it may end nothing',
    'Activate the connection, or remove the logout endpoint URL at the identity provider.',
    'access_denied',
  ),
  revocation_subject_unknown: row(
    404,
    'administrator',
    'The person who is to be signed out is not known in this organization',
    'A person who never signed in here needs no more. Otherwise set Subject format to Issuer and Subject Identifier.',
    'invalid_request',
  ),
  revocation_impossible: row(
    422,
    'administrator',
    'People cannot be found by this kind of name',
    'Set Subject format to Issuer and Subject Identifier, or to Email.',
    'invalid_request',
  ),
}
