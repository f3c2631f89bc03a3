import { expect, it } from 'vitest'
import { isFailure } from '../failure.ts'
import { bearerToken } from './bearer-token.ts'

it.each(['Bearer a.b.c', 'bearer a.b.c', 'BEARER   a.b.c '])('a token is read: %s', (header) => {
  expect(bearerToken(header)).toBe('a.b.c')
})

it.each<[name: string, code: string, header: string | null | undefined]>([
  ['none', 'access_token_missing', undefined],
  ['none on the web', 'access_token_missing', null],
  ['an empty one', 'access_token_malformed', ''],
  ['the scheme alone', 'access_token_malformed', 'Bearer'],
  ['another scheme', 'access_token_malformed', 'Basic YTpi'],
  ['two tokens', 'access_token_malformed', 'Bearer a b'],
  ['two headers that were joined', 'access_token_malformed', 'Bearer a, Bearer b'],
])('a header is refused: %s', (_, code, header) => {
  try {
    bearerToken(header)
    expect.unreachable()
  } catch (error) {
    expect(isFailure(error) && error.code).toBe(code)
  }
})
