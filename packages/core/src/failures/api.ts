import { row } from './row.ts'

/** The management API: one shape for every 4xx and 5xx. */
export const apiFailures = {
  body_malformed: row(400, 'developer', 'The body is not valid JSON', 'Send one JSON object in UTF-8.'),
  query_invalid: row(
    400,
    'developer',
    'A query parameter is not valid',
    'Correct the parameter named in `param`. The documentation of the operation lists the accepted values.',
  ),
  api_key_missing: row(
    401,
    'developer',
    'This request carries no API key',
    'Send the header `Authorization: Bearer sk_…`. Gatehouse never reads a key from the URL.',
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
    'This API key lacks the scope for this operation',
    'Use a key that has the scope named in `expected`.',
  ),
  api_key_outlives_caller: row(
    403,
    'developer',
    'This API key ends before the key that it would make, replace or revoke',
    'Send an `expires_at` within the end in `expected`, or use a key that ends later or never.',
  ),
  resource_missing: row(
    404,
    'developer',
    'No resource has this id',
    'Check the id and its kind. The API key must belong to the environment of the resource.',
  ),
  environment_key_needed: row(
    404,
    'developer',
    'This operation belongs to an environment, and the installation key has none',
    'Use a key of the environment (`sk_test_…` or `sk_live_…`). The installation key makes one: ' +
      '`POST /v1/environments/{id}/api_keys`, or `gatehouse environments create-api-key`.',
  ),
  installation_key_needed: row(
    404,
    'developer',
    'This operation belongs to the installation, and this key to an environment',
    'Use the installation key (`sk_inst_…`) that `gatehouse init` printed.',
  ),
  route_missing: row(
    404,
    'developer',
    'This path does not exist',
    'Check the path; the management API begins with /v1.',
  ),
  method_not_allowed: row(405, 'developer', 'This path does not accept this method', 'Use a method named in `Allow`.'),
  already_exists: row(
    409,
    'developer',
    'A resource with this value already exists',
    'Use the existing one, or choose another value for the field named in `param`.',
  ),
  domain_taken: row(
    409,
    'developer',
    'Another organization has verified this domain',
    'Another organization has this domain. Remove it from that organization first, or check the spelling.',
  ),
  state_conflict: row(
    409,
    'developer',
    'The state of the resource does not allow this operation',
    'Read the resource; `expected` names the state that the operation needs.',
  ),
  candidate_untested: row(
    409,
    'operator',
    'No test of the candidate has passed since its last change',
    'Open the test link (`gatehouse connections test-candidate`) and sign in, then activate it. `without_test` activates ' +
      'an untested candidate, and the event says so.',
  ),
  cloud_mismatch: row(
    409,
    'administrator',
    'The tenant belongs to another cloud',
    'Set `cloud` of the connection to the cloud of the tenant. App registrations are separate in each cloud.',
  ),
  clock_differs: row(
    409,
    'operator',
    'The clocks of the gateway and the identity provider differ',
    'Let NTP set the clock of the machine of the gateway, or look at the clock of the identity provider.',
  ),
  endpoints_changed: row(
    409,
    'administrator',
    'The identity provider publishes other endpoints than before',
    'Make sure that the identity provider has moved to the endpoints in `received`. Then confirm them: `gatehouse ' +
      'connections confirm-endpoints`. Until then sign-ins use the endpoints before. If nobody moved it, its ' +
      'configuration was changed by somebody else.',
  ),
  keys_exposed: row(
    409,
    'administrator',
    'The identity provider publishes the secret part of a key',
    'Tell the administrator of the identity provider to withdraw the key and to sign with a new one: whoever has read it ' +
      'can sign as the identity provider. Gatehouse ignores the key.',
  ),
  consent_unsupported: row(
    409,
    'operator',
    'The identity provider has no consent of an administrator',
    'Do nothing. Connections of this type need no consent.',
  ),
  limit_reached: row(
    409,
    'developer',
    'The limit for this resource is reached',
    'Delete one first; `expected` names the limit.',
  ),
  changed_meanwhile: row(
    409,
    'developer',
    'Another request changed this resource at the same moment',
    'Send the request again.',
  ),
  idempotency_key_invalid: row(
    400,
    'developer',
    'The Idempotency-Key is not valid',
    'Send 1 to 255 visible ASCII characters, for example a UUID. Use a new key for each operation.',
  ),
  idempotency_key_reused: row(
    409,
    'developer',
    'This Idempotency-Key was used for another request',
    'Use a new key for each operation. Repeat a request without changing it.',
  ),
  idempotency_in_progress: row(
    409,
    'developer',
    'A request with this Idempotency-Key is still running',
    'Send the request again in a second.',
  ),
  idempotency_secret_shown: row(
    409,
    'developer',
    'This request was already carried out, and its secret is shown only once',
    'If you lost the secret, revoke it and create a new one with a new Idempotency-Key.',
  ),
  idempotency_answer_lost: row(
    409,
    'developer',
    'This request was already carried out, but its response was lost',
    'Look for the result of the first request in the list. To run the operation again, use a new Idempotency-Key.',
  ),
  precondition_failed: row(
    412,
    'developer',
    'The resource has changed since it was read',
    'Read it again, apply your change to the new version, and send the new ETag in `If-Match`.',
  ),
  body_too_large: row(
    413,
    'developer',
    'The body is too large',
    'Send at most 256 KiB; as a piece of an import, at most 200 KiB.',
  ),
  address_too_long: row(414, 'developer', 'The URL is too long', 'Shorten the query string.'),
  headers_too_large: row(
    431,
    'person',
    'The headers of this request are too large',
    'Delete the cookies of this site, then try again. A program sends at most 16 KiB of headers.',
  ),
  request_too_slow: row(
    408,
    'person',
    'The request did not arrive in time',
    'Check the connection, then try again. Headers and body must arrive within 15 seconds.',
  ),
  expectation_unknown: row(
    417,
    'developer',
    'The request has an `Expect` header that this server does not know',
    'Leave the header out, or send `Expect: 100-continue`.',
  ),
  request_malformed: row(
    400,
    'developer',
    'The request is not valid HTTP',
    'Send a request as RFC 9112 describes it, with a `Host` header; a proxy in between may have changed it.',
  ),
  address_malformed: row(
    400,
    'developer',
    'The URL is not encoded correctly',
    'Encode each part of the path. Two hexadecimal digits follow each `%`.',
  ),
  media_type_unsupported: row(
    415,
    'developer',
    'This path does not accept the media type of the body',
    'Send `Content-Type: application/json` to the management API, and form fields to the OAuth endpoints.',
  ),
  values_invalid: row(
    422,
    'developer',
    'Some values are not valid',
    'Correct the fields named in `errors`; nothing was changed.',
  ),
  rate_limited: row(
    429,
    'person',
    'Too many requests',
    'Wait a minute, then try again. A program waits for the number of seconds in `Retry-After`.',
    'temporarily_unavailable',
  ),
}
