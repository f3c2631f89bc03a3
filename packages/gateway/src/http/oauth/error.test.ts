import { Failure } from '@gatehouse-sso/core/failure'
import { type FailureCode, failures } from '@gatehouse-sso/core/failures'
import { describe, expect, it } from 'vitest'
import { errorParameters } from './error.ts'

/** The errors that an authorization response or a token response may have, as IANA registers them. */
const registered = [
  'invalid_request',
  'unauthorized_client',
  'access_denied',
  'unsupported_response_type',
  'unsupported_token_type',
  'authorization_pending',
  'slow_down',
  'expired_token',
  'unsupported_grant_type',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
  'invalid_client',
  'invalid_grant',
  'invalid_token',
  'insufficient_scope',
  'insufficient_claims', // Microsoft's: learn.microsoft.com/entra/identity-platform/claims-challenge
  'invalid_target',
  'interaction_required',
  'unmet_authentication_requirements',
  'login_required',
  'request_not_supported',
  'request_uri_not_supported',
]

const mark = 'leaks-if-seen'
const evidence = {
  expected: mark,
  received: mark,
  cause: new Error(mark),
  upstream: { error: mark, description: mark, codes: [mark], correlation_id: mark, trace_id: mark },
}
const http = { ports: { public_url: 'https://sso.example.com' } } as Parameters<typeof errorParameters>[0]
const environment = { slug: 'production', is_default: true } as unknown as Parameters<typeof errorParameters>[1]

describe('an error for an application', () => {
  it.each(Object.keys(failures) as FailureCode[])('with the code %s has only words of our table', (code) => {
    const parameters = errorParameters(http, environment, 'kept', new Failure(code, evidence))
    expect(Object.keys(parameters)).toEqual(['error', 'error_description', 'state', 'iss'])
    expect(registered).toContain(parameters.error)
    expect(parameters.error_description).toContain(`(${code})`)
    expect(Object.values(parameters).join()).not.toContain(mark)
  })
})
