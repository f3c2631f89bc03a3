import { describe, expect, it } from 'vitest'
import { hasOwnClaims, ownClaims } from './own-claims.ts'

const email = { attribute: 'email', label: 'Email', claims: ['email'], note: null }
const name = { attribute: 'preferred_username', label: 'Name', claims: ['preferred_username', 'upn'], note: null }

describe('the claims of a connection', () => {
  it('are the standard, spelled out', () =>
    expect(hasOwnClaims({ email: ['email'], preferred_username: ['preferred_username', 'upn'] }, [email, name])).toBe(
      false,
    ))
  it('are the standard, where the connection has no rule', () => expect(hasOwnClaims({}, [email, name])).toBe(false))
  it('differ by another claim', () => expect(ownClaims({ email: ['mail'] }, email)).toEqual(['mail']))
  it('differ by their order', () =>
    expect(hasOwnClaims({ preferred_username: ['upn', 'preferred_username'] }, [name])).toBe(true))
  it('differ where an attribute is switched off', () => expect(ownClaims({ email: [] }, email)).toEqual([]))
})
