import { describe, expect, it } from 'vitest'
import { faultList } from './faults/fault-list.ts'
import { didYouMean, nearestNames } from './nearest.ts'

const faults = Object.keys(faultList)
const members = [
  'userPrincipalName',
  'mail',
  'displayName',
  'givenName',
  'surname',
  'password',
  'passwordExpired',
  'id',
]

const cases: { written: string; names: readonly string[]; near: readonly string[] }[] = [
  { written: 'wrong-nonse', names: faults, near: ['wrong-nonce'] },
  { written: 'wrong_nonce', names: faults, near: ['wrong-nonce'] },
  { written: 'WrongNonce', names: faults, near: ['wrong-nonce'] },
  { written: 'nonce', names: faults, near: ['wrong-nonce', 'missing-nonce'] },
  { written: 'wrnog-issuer', names: faults, near: ['wrong-issuer'] },
  { written: 'token-420', names: faults, near: ['token-429', 'token-500'] },
  { written: 'token429', names: faults, near: ['token-429'] },
  { written: 'userPrincipleName', names: members, near: ['userPrincipalName'] },
  { written: 'Mail', names: members, near: ['mail'] },
  { written: 'name', names: members, near: ['userPrincipalName', 'displayName', 'givenName'] },
  { written: 'nothing-like-it', names: faults, near: [] },
  { written: '', names: faults, near: [] },
  { written: 'x'.repeat(100_000), names: faults, near: [] },
]

describe('the nearest names', () => {
  it.each(cases)('of $written are $near', ({ written, names, near }) =>
    expect(nearestNames(written, names)).toEqual(near),
  )

  it.each(faults)('of %s is the name itself', (name) => expect(nearestNames(name, faults)[0]).toBe(name))

  it('become a question', () => {
    expect(didYouMean('mial', ['mail'])).toBe(' Did you mean "mail"?')
    expect(didYouMean('aac', ['aab', 'aad', 'zzz'])).toBe(' Did you mean "aab" or "aad"?')
    expect(didYouMean('--prot', ['--port'], (name) => name)).toBe(' Did you mean --port?')
    expect(didYouMean('zzz', ['mail'])).toBe('')
  })
})
