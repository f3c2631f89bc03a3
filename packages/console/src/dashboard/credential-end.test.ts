import { describe, expect, it } from 'vitest'
import { endOf } from './credential-end.ts'

const at = '2028-11-24T00:00:00Z'
const cases = [
  { name: 'a secret with its end', credential: { type: 'client_secret', not_after: at }, end: { at } },
  { name: 'a secret whose end nobody told', credential: { type: 'client_secret', not_after: null }, end: 'unknown' },
  { name: 'a certificate', credential: { type: 'certificate', not_after: at }, end: { at } },
  { name: 'a trust without a secret', credential: { type: 'federated', not_after: null }, end: 'none' },
] as const

describe('the end', () => {
  it.each(cases)('of $name', ({ credential, end }) => expect(endOf(credential)).toEqual(end))
})
