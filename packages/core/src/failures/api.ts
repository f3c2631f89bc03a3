import { row } from './row.ts'

/** The management API: one shape for every 4xx and 5xx. */
export const apiFailures = {
  body_malformed: row(400, 'developer', 'The body is not valid JSON', 'Send one JSON object in UTF-8.'),
  query_invalid: row(
    400,
    'developer',
    'A query parameter is not valid',
    'Correct the parameter named in `param`; the documentation of the operation lists what it takes.',
  ),
  api_key_missing: row(
    401,
    'developer',
    'This request carries no API key',
    'Send the header `Authorization: Bearer sk_…`. A key in the address is never read.',
  ),
  api_key_invalid: row(
    401,
    'developer',
    'This API key does not exist, has expired or was revoked',
    'Check that the whole key was copied and that it belongs to this installation; make a new one if it was revoked.',
  ),
  scope_missing: row(
    403,
    'developer',
    'This API key may not do that',
    'Use a key that has the scope named in `expected`.',
  ),
  resource_missing: row(
    404,
    'developer',
    'There is nothing with this id here',
    'Check the id and its kind, and that the key belongs to the environment of the resource.',
  ),
  route_missing: row(
    404,
    'developer',
    'There is no such address',
    'Check the path; the management API begins with /v1.',
  ),
  method_not_allowed: row(405, 'developer', 'This address does not take this method', 'Use a method named in `Allow`.'),
  already_exists: row(
    409,
    'developer',
    'Something with this value exists already',
    'Use the existing one, or choose another value for the field named in `param`.',
  ),
  domain_taken: row(
    409,
    'developer',
    'Another organization has verified this domain',
    'A domain belongs to one organization: remove it there first, or check that it is spelled right.',
  ),
  state_conflict: row(
    409,
    'developer',
    'The resource is not in a state that allows this',
    'Read the resource: `expected` names the state it would have to be in.',
  ),
  limit_reached: row(
    409,
    'developer',
    'There may be no more of these',
    'Delete one first; `expected` names the limit.',
  ),
  changed_meanwhile: row(409, 'developer', 'Somebody else changed this at the same moment', 'Send the request again.'),
  precondition_failed: row(
    412,
    'developer',
    'The resource has changed since it was read',
    'Read it again, repeat the change on what is there now, and send the new ETag in `If-Match`.',
  ),
  body_too_large: row(413, 'developer', 'The body is too large', 'Send at most 256 KiB.'),
  address_too_long: row(414, 'developer', 'The address is too long', 'Shorten the query string.'),
  media_type_unsupported: row(
    415,
    'developer',
    'The body has a media type that this address does not take',
    'Send `Content-Type: application/json` to the management API, form fields to the OAuth endpoints.',
  ),
  values_invalid: row(
    422,
    'developer',
    'Some values are not valid',
    'Correct the fields named in `errors`; nothing was changed.',
  ),
  rate_limited: row(
    429,
    'developer',
    'Too many requests',
    'Wait as many seconds as `Retry-After` says.',
    'temporarily_unavailable',
  ),
}
