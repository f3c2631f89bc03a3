import { describe, expect, it } from 'vitest'
import { areSameEndpoints, describeChange, type Endpoints, endpointsOf } from './endpoints.ts'

const known: Endpoints = {
  authorization_endpoint: 'https://idp.example/authorize?policy=a',
  token_endpoint: 'https://idp.example/token',
  jwks_uri: 'https://idp.example/keys',
  userinfo_endpoint: 'https://idp.example/userinfo',
}
const { userinfo_endpoint: _, ...withoutUserinfo } = known

describe('endpoints are others, with', () => {
  it.each<[string, Partial<Endpoints>]>([
    ['another scheme', { authorization_endpoint: 'http://idp.example/authorize?policy=a' }],
    ['another host', { authorization_endpoint: 'https://evil.example/authorize?policy=a' }],
    ['another port', { authorization_endpoint: 'https://idp.example:8443/authorize?policy=a' }],
    ['another path', { authorization_endpoint: 'https://idp.example/authorise?policy=a' }],
    ['a path in other letters', { authorization_endpoint: 'https://idp.example/Authorize?policy=a' }],
    ['another token endpoint', { token_endpoint: 'https://evil.example/token' }],
    ['another place of the keys', { jwks_uri: 'https://evil.example/keys' }],
    ['another userinfo endpoint', { userinfo_endpoint: 'https://evil.example/userinfo' }],
  ])('%s', (_, change) => {
    expect(areSameEndpoints(known, { ...known, ...change })).toBe(false)
  })

  it('a userinfo endpoint that was not there', () => {
    expect(areSameEndpoints(withoutUserinfo, known)).toBe(false)
    expect(areSameEndpoints(known, withoutUserinfo)).toBe(false)
  })
})

describe('endpoints are the same, with', () => {
  it.each<[string, Partial<Endpoints>]>([
    ['another query', { authorization_endpoint: 'https://idp.example/authorize?policy=b' }],
    ['the host in capitals', { authorization_endpoint: 'https://IDP.example/authorize' }],
    ['the default port', { token_endpoint: 'https://idp.example:443/token' }],
  ])('%s', (_, change) => {
    expect(areSameEndpoints(known, { ...known, ...change })).toBe(true)
  })
})

it('a change is described by what differs', () => {
  expect(describeChange(known, { ...withoutUserinfo, token_endpoint: 'https://evil.example/token' })).toEqual({
    expected: 'token_endpoint https://idp.example/token, userinfo_endpoint https://idp.example/userinfo',
    received: 'token_endpoint https://evil.example/token, userinfo_endpoint none',
  })
})

it('endpoints are taken out of a whole document', () => {
  expect(endpointsOf({ ...withoutUserinfo, issuer: 'https://idp.example' } as Endpoints)).toEqual(withoutUserinfo)
})
