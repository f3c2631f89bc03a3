import { describe, expect, it } from 'vitest'
import type { FailureCode } from '../failures.ts'
import { checkClientAuthenticationMethod, presentedClient } from './client-authentication.ts'

const decode = (text: string): string => new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64'))
const decodeUrl = (text: string): string => decode(Buffer.from(text, 'base64url').toString('base64'))
const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`

const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const assertion = (change: object = {}): string => {
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${encode({ alg: 'RS256' })}.${encode({ iss: 'a', sub: 'a', ...change })}.c2ln`
}
const asserting = (client_assertion: string) => ({ client_assertion, client_assertion_type: type })

describe('presentedClient', () => {
  it('reads the header, form-encoded as RFC 6749 2.3.1 says', () => {
    expect(presentedClient(basic('app%5F1:a%2Bb+c%3A'), {}, decode, decodeUrl)).toEqual({
      client_id: 'app_1',
      method: 'client_secret_basic',
      unverified_secret: 'a+b c:',
      unverified_assertion: null,
    })
  })
  it('reads the body', () => {
    expect(presentedClient(undefined, { client_id: 'a', client_secret: 's' }, decode, decodeUrl).method).toBe(
      'client_secret_post',
    )
    expect(presentedClient(undefined, { client_id: 'a' }, decode, decodeUrl).method).toBe('none')
  })
  it('reads an assertion and the client it names', () => {
    expect(presentedClient(undefined, asserting(assertion()), decode, decodeUrl)).toEqual({
      client_id: 'a',
      method: 'private_key_jwt',
      unverified_secret: null,
      unverified_assertion: expect.objectContaining({ claims: expect.objectContaining({ sub: 'a' }) }),
    })
  })
  it('accepts the client id in the body if it equals the one in the header', () => {
    expect(presentedClient(basic('a:s'), { client_id: 'a' }, decode, decodeUrl).client_id).toBe('a')
  })

  const refused: [string, string | undefined, Record<string, string>, FailureCode][] = [
    ['nothing at all', undefined, {}, 'client_authentication_missing'],
    ['134 two methods at once', basic('a:s'), { client_secret: 's' }, 'client_authentication_repeated'],
    ['two different clients', basic('a:s'), { client_id: 'b' }, 'client_authentication_failed'],
    ['a bearer header', 'Bearer abc', { client_id: 'a' }, 'client_authentication_missing'],
    ['no colon', basic('nocolon'), {}, 'client_authentication_failed'],
    ['an empty client id', basic(':s'), {}, 'client_authentication_failed'],
    ['broken percent-encoding', basic('a:%zz'), {}, 'client_authentication_failed'],
    [
      'bytes that are not UTF-8',
      `Basic ${Buffer.from([97, 58, 0xff]).toString('base64')}`,
      {},
      'client_authentication_failed',
    ],
    ['an assertion without a type', undefined, { client_assertion: assertion() }, 'client_authentication_failed'],
    ['a type without an assertion', undefined, { client_assertion_type: type }, 'client_authentication_failed'],
    ['an assertion that is not a JWT', undefined, asserting('x'), 'client_authentication_failed'],
    ['different iss and sub', undefined, asserting(assertion({ iss: 'b' })), 'client_authentication_failed'],
    [
      'an assertion of another client',
      undefined,
      { ...asserting(assertion()), client_id: 'b' },
      'client_authentication_failed',
    ],
    ['134 an assertion and a secret', basic('a:s'), asserting(assertion()), 'client_authentication_repeated'],
  ]
  it.each(refused)('refuses %s', (_, header, parameters, code) => {
    expect(() => presentedClient(header, parameters, decode, decodeUrl)).toThrow(expect.objectContaining({ code }))
  })
})

it('134 refuses a method the client is not registered for', () => {
  const presented = { client_id: 'a', method: 'none', unverified_secret: null, unverified_assertion: null } as const
  expect(() => checkClientAuthenticationMethod(presented, ['client_secret_post'])).toThrow(
    expect.objectContaining({ code: 'client_authentication_method' }),
  )
  expect(() => checkClientAuthenticationMethod(presented, ['none'])).not.toThrow()
})
