import { describe, expect, it } from 'vitest'
import { redacted } from './redacted.ts'

describe('a response in the trace', () => {
  it.each([
    ['a secret', 'wrong secret s3cr~t+/=', 'wrong secret [redacted]'],
    ['a secret in a URL', 'client_secret=s3cr~t%2B%2F%3D&x', 'client_secret=[redacted]&x'],
    ['a JWT', 'token eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2ln ends', 'token [redacted] ends'],
    ['a token as member', '{"access_token" : "abc","error":"x"}', '{"access_token" : "[redacted]","error":"x"}'],
    ['a code as member', '{"code":"abc"}', '{"code":"[redacted]"}'],
  ])('has no %s', (_, text, shown) => expect(redacted(text, ['s3cr~t+/=', undefined])).toBe(shown))

  it('is cut after it was redacted, so that no half of a secret stays', () => {
    expect(redacted(`${'x'.repeat(495)}s3cr~t+/=`, ['s3cr~t+/='])).toBe(`${'x'.repeat(495)}[reda`)
  })

  it('keeps what opens nothing', () => expect(redacted('a code is 1', ['1', ''])).toBe('a code is 1'))
})
