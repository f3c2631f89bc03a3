import { describe, expect, it } from 'vitest'
import type { UnverifiedJwt } from '../jwt.ts'
import { checkClientAssertion } from './client-assertion.ts'

const now = 1_700_000_000_000
const seconds = now / 1000
const audiences = ['https://sso.example', 'https://sso.example/oauth/token']
const good = { iss: 'app', sub: 'app', aud: audiences[0], exp: seconds + 60, iat: seconds, jti: 'one' }

function check(change: object, alg = 'ES256') {
  const jwt: UnverifiedJwt = { header: { alg }, claims: { ...good, ...change }, signing_input: '', signature: '' }
  return checkClientAssertion(jwt, { audiences, algorithms: ['ES256', 'RS256'], now })
}

describe('checkClientAssertion', () => {
  it.each([
    ['the issuer as audience', {}],
    ['the token endpoint as audience', { aud: audiences[1] }],
    ['a list of one audience', { aud: [audiences[0]] }],
    ['no iat', { iat: undefined }],
    ['a clock two minutes behind', { exp: seconds - 119 }],
    ['a clock two minutes ahead', { iat: seconds + 120, nbf: seconds + 120, exp: seconds + 180 }],
  ])('accepts %s', (_, change) => {
    const { exp } = { ...good, ...change }
    expect(check(change)).toEqual({ jti: 'one', expires_at: (exp + 120) * 1000 })
  })

  it.each([
    ['another audience', { aud: 'https://other.example' }],
    ['no audience', { aud: undefined }],
    ['an empty list of audiences', { aud: [] }],
    ['an audience of somebody else too', { aud: [audiences[0], 'https://other.example'] }],
    ['an audience of somebody else before ours', { aud: ['https://other.example', audiences[0]] }],
    ['both of our audiences', { aud: audiences }],
    ['our audience twice', { aud: [audiences[0], audiences[0]] }],
    ['a list in a list', { aud: [[audiences[0]]] }],
    ['an audience that is an object', { aud: { toString: audiences[0] } }],
    ['our issuer with a slash more', { aud: `${audiences[0]}/` }],
    ['an audience with ours as a prefix', { aud: 'https://sso.example.evil.example' }],
    ['no exp', { exp: undefined }],
    ['exp as text', { exp: `${seconds + 60}` }],
    ['exp in the past', { exp: seconds - 120 }],
    ['exp in an hour', { exp: seconds + 3600 }],
    ['nbf in the future', { nbf: seconds + 121 }],
    ['iat in the future', { iat: seconds + 121 }],
    ['iat as text', { iat: 'now' }],
    ['no jti', { jti: undefined }],
    ['an empty jti', { jti: '' }],
    ['a jti of 513 characters', { jti: 'x'.repeat(513) }],
  ])('refuses %s', (_, change) => {
    expect(() => check(change)).toThrow(expect.objectContaining({ code: 'client_authentication_failed' }))
  })

  it.each(['none', 'HS256', 'es256', ''])('refuses the algorithm "%s"', (alg) => {
    expect(() => check({}, alg)).toThrow(expect.objectContaining({ code: 'client_authentication_failed' }))
  })
})
