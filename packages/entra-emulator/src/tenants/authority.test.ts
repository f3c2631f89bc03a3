import { describe, expect, it } from 'vitest'
import { issuerV1, logoutIssuer } from './authority.ts'

describe('the issuer of v1.0 and of SAML', () => {
  it('is at the origin of the emulator', () =>
    expect(issuerV1('http://127.0.0.1:4100', 'TID')).toBe('http://127.0.0.1:4100/TID/'))

  it('has the real name at the real origin, except in messages about a sign-out', () => {
    expect(issuerV1('https://login.microsoftonline.com', 'TID')).toBe('https://sts.windows.net/TID/')
    expect(logoutIssuer('https://login.microsoftonline.com', 'TID')).toBe('https://login.microsoftonline.com/TID/')
  })
})
