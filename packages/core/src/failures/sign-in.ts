import { row } from './row.ts'

/** Failures of a sign-in in progress, and of the decision to admit the user. */
export const signInFailures = {
  callback_empty: row(
    400,
    'person',
    'This address only receives responses from the identity provider',
    'Open the application and sign in from there. If this page appears at every sign-in, the administrator must set ' +
      'the response mode to `query` or `form_post` at the identity provider.',
  ),
  state_missing: row(
    400,
    'administrator',
    'The identity provider sent its response without `state`',
    'Configure the identity provider to return `state` as it was sent. To begin anew, sign in from the application.',
  ),
  state_unknown: row(
    400,
    'person',
    'This sign-in was already finished or is too old',
    'Go back to the application and sign in again.',
  ),
  error_page_elsewhere: row(
    404,
    'person',
    'This page can be read only in the browser where the sign-in failed',
    'Give the reference below to the people who run this service. The reference leads them to the reason.',
  ),
  sign_in_finished: row(
    400,
    'person',
    'This sign-in was already finished',
    'Go back to the application; if it asks, sign in again.',
  ),
  sign_in_expired: row(
    400,
    'person',
    'This sign-in took too long',
    'Sign in again; you have 15 minutes.',
    'access_denied',
  ),
  browser_changed: row(
    400,
    'person',
    'This sign-in was started in another browser',
    'Sign in again, and stay in one browser. Cookies must be allowed for this site.',
    'access_denied',
  ),
  connection_mismatch: row(
    400,
    'administrator',
    'The identity provider used the redirect URI of another connection',
    'Register the redirect URI that this connection shows, and no other.',
    'access_denied',
  ),
  acr_unmet: row(
    403,
    'administrator',
    'The identity provider did not prove the kind of authentication that the application requires',
    'At Entra, create the authentication context (`c1` to `c99`) and a Conditional Access policy for it. Elsewhere, let the ' +
      'identity provider send `acr`.',
    'unmet_authentication_requirements',
  ),
  connection_gone: row(
    400,
    'operator',
    'Single sign-on was switched off for this organization during the sign-in',
    'Activate the connection, then sign in again.',
    'access_denied',
  ),
  organization_gone: row(
    400,
    'operator',
    'The organization was removed during the sign-in',
    'If this was intended, there is nothing to repair.',
    'access_denied',
  ),
  mapping_incomplete: row(
    400,
    'administrator',
    'The identity provider did not send a required value',
    'Add the claim in `expected` at the identity provider, or change the claim mapping of the connection.',
    'access_denied',
  ),
  test_link_invalid: row(
    404,
    'person',
    'The test link has expired, or is not complete',
    'Open the whole link again, or ask the people who sent it for a new one.',
  ),
  group_required: row(
    403,
    'administrator',
    'You are in no group, and your organization admits only people in a group',
    'Add the person to a group that the identity provider sends to the application, then sign in again.',
    'access_denied',
  ),
  email_domain_refused: row(
    403,
    'administrator',
    'Your organization admits only people with an email of its own domains',
    'Sign in with an account of the organization, or let the operator verify the domain for it.',
    'access_denied',
  ),
  consent_link_invalid: row(
    404,
    'person',
    'The consent link has expired, or is not complete',
    'Open the whole link again, or ask the people who sent it for a new one.',
  ),
  consent_answered: row(
    400,
    'person',
    'This answer about the consent was used before',
    'Open the consent link again. If consent was given already, the identity provider does not ask twice.',
  ),
  consent_declined: row(
    400,
    'administrator',
    'The consent was not given',
    'Open the consent link as an administrator who may grant consent for the organization (in Entra: Cloud Application ' +
      'Administrator), and accept.',
  ),
  groups_incomplete: row(
    400,
    'administrator',
    'You are in more groups than your identity provider puts into a token',
    'In Entra: App registrations > API permissions, grant Microsoft Graph > Application permissions > ' +
      'GroupMember.Read.All with admin consent. Or choose Token configuration > Groups claim > "Groups assigned to the ' +
      'application", or use app roles.',
    'access_denied',
  ),
  user_unknown: row(
    403,
    'operator',
    'You are not set up in this application yet',
    'Ask to be added as a user. Your organization admits only people who were added beforehand.',
    'access_denied',
  ),
  user_suspended: row(
    403,
    'operator',
    'Your access has been suspended',
    'Ask the people who suspended your user to reactivate it.',
    'access_denied',
  ),
  link_ambiguous: row(
    403,
    'operator',
    'More than one user matches this person',
    'Give each user of the organization its own email and user name.',
    'access_denied',
  ),
}
