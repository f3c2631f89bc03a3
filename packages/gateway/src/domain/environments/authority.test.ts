import { isFailure } from '@gatehouse-sso/core/failure'
import { describe, expect, it } from 'vitest'
import { type Authority, checkAuthority, endWithin } from './authority.ts'

const caller: Authority = { scopes: ['users:read', 'api_keys:write'], expires_at: 1_000 }

const codeOf = (who: Authority, key: Authority): string => {
  try {
    checkAuthority(who, key)
    return 'may'
  } catch (error) {
    return isFailure(error) ? error.code : String(error)
  }
}

describe('a caller and a key', () => {
  const cases: readonly [string, Authority, Authority, string][] = [
    ['that is as strong', caller, caller, 'may'],
    ['with fewer scopes', caller, { ...caller, scopes: ['users:read'] }, 'may'],
    ['that ends sooner', caller, { ...caller, expires_at: 999 }, 'may'],
    ['with a scope more', caller, { ...caller, scopes: ['users:read', 'users:write'] }, 'scope_missing'],
    ['with another scope', caller, { ...caller, scopes: ['events:read'] }, 'scope_missing'],
    ['that ends a millisecond later', caller, { ...caller, expires_at: 1_001 }, 'api_key_outlives_caller'],
    ['that never ends', caller, { ...caller, expires_at: null }, 'api_key_outlives_caller'],
    [
      'that never ends, when the caller never ends',
      { ...caller, expires_at: null },
      { ...caller, expires_at: null },
      'may',
    ],
    ['that ends, when the caller never ends', { ...caller, expires_at: null }, caller, 'may'],
    ['when the caller has no scope', { scopes: [], expires_at: null }, caller, 'scope_missing'],
  ]
  it.each(cases)('%s', (_, who, key, expected) => expect(codeOf(who, key)).toBe(expected))
})

describe('the end of a new key', () => {
  it.each([
    ['neither ends', null, null, null],
    ['only the caller ends', 5, null, 5],
    ['only the key was meant to end', null, 7, 7],
    ['the caller ends first', 5, 7, 5],
    ['the key ends first', 7, 5, 5],
  ])('%s', (_, end, meant, expected) => expect(endWithin({ scopes: [], expires_at: end }, meant)).toBe(expected))
})
