import { describe, expect, it } from 'vitest'
import type { FailureCode } from '../failures.ts'
import { checkClientAuthenticationMethod, presentedClient } from './client-authentication.ts'

const decode = (text: string): string => new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64'))
const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`

describe('presentedClient', () => {
  it('reads the header, form-encoded as RFC 6749 2.3.1 says', () => {
    expect(presentedClient(basic('app%5F1:a%2Bb+c%3A'), {}, decode)).toEqual({
      client_id: 'app_1',
      method: 'client_secret_basic',
      unverified_secret: 'a+b c:',
    })
  })
  it('reads the body', () => {
    expect(presentedClient(undefined, { client_id: 'a', client_secret: 's' }, decode).method).toBe('client_secret_post')
    expect(presentedClient(undefined, { client_id: 'a' }, decode).method).toBe('none')
  })
  it('takes the client id in the body beside the header if it is the same', () => {
    expect(presentedClient(basic('a:s'), { client_id: 'a' }, decode).client_id).toBe('a')
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
    ['an assertion, which is not supported', undefined, { client_assertion: 'x' }, 'client_authentication_method'],
  ]
  it.each(refused)('refuses %s', (_, header, parameters, code) => {
    expect(() => presentedClient(header, parameters, decode)).toThrow(expect.objectContaining({ code }))
  })
})

it('134 refuses a method the client is not registered for', () => {
  const presented = { client_id: 'a', method: 'none', unverified_secret: null } as const
  expect(() => checkClientAuthenticationMethod(presented, ['client_secret_post'])).toThrow(
    expect.objectContaining({ code: 'client_authentication_method' }),
  )
  expect(() => checkClientAuthenticationMethod(presented, ['none'])).not.toThrow()
})
