import { describe, expect, it } from 'vitest'
import { accessTokenUrn, parseExchangeRequest } from './token-exchange.ts'

const good = { subject_token: 'a.b.c', subject_token_type: accessTokenUrn }

describe('a token exchange request', () => {
  it('names its token, its API and its scope', () => {
    expect(parseExchangeRequest({ ...good, resource: 'res_1', scope: 'a b' })).toEqual({
      unverified_subject_token: 'a.b.c',
      resource: 'res_1',
      scope: 'a b',
    })
  })
  it.each([
    ['a JWT', { subject_token_type: 'urn:ietf:params:oauth:token-type:jwt' }],
    ['an access token asked for', { requested_token_type: accessTokenUrn }],
    ['an audience', { audience: 'res_1' }],
    ['audience and resource that are the same', { audience: 'res_1', resource: 'res_1' }],
  ])('may have %s', (_, change) => {
    expect(parseExchangeRequest({ ...good, ...change }).resource).toBe('audience' in change ? 'res_1' : undefined)
  })
  it.each([
    ['no token', { subject_token: undefined }, 'token_parameter_missing', 'subject_token'],
    ['no type', { subject_token_type: undefined }, 'token_parameter_missing', 'subject_token_type'],
    [
      'an ID token',
      { subject_token_type: 'urn:ietf:params:oauth:token-type:id_token' },
      'token_type_unsupported',
      'subject_token_type',
    ],
    [
      'a SAML assertion',
      { subject_token_type: 'urn:ietf:params:oauth:token-type:saml2' },
      'token_type_unsupported',
      'subject_token_type',
    ],
    [
      'a refresh token asked for',
      { requested_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' },
      'token_type_unsupported',
      'requested_token_type',
    ],
    ['an actor', { actor_token: 'x' }, 'exchange_parameter_unsupported', 'actor_token'],
    ['two targets', { resource: 'res_1', audience: 'res_2' }, 'exchange_parameter_unsupported', 'audience'],
  ])('is refused with %s', (_, change, code, param) => {
    expect(() => parseExchangeRequest({ ...good, ...change } as never)).toThrow(
      expect.objectContaining({ code, evidence: expect.objectContaining({ param }) }),
    )
  })
})
