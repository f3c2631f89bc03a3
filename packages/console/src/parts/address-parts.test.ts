import { describe, expect, it } from 'vitest'
import { addressParts } from './address-parts.ts'

describe('the parts of an address', () => {
  it.each([
    ['https://sso.example/oauth/complete/', ['https://sso.example', '/oauth', '/complete'], true],
    ['https://sso.example/sso/callback', ['https://sso.example', '/sso', '/callback'], false],
    ['https://sso.example', ['https://sso.example'], false],
    ['https://sso.example/', ['https://sso.example'], true],
  ])('%s', (address, parts, slash) => expect(addressParts(address)).toEqual({ parts, slash }))
})
