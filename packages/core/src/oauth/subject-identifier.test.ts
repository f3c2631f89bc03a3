import { describe, expect, it } from 'vitest'
import type { FailureCode } from '../failures.ts'
import { readSubjectIdentifier } from './subject-identifier.ts'

const person = { format: 'iss_sub', iss: 'https://idp.example', sub: 'ada' }

describe('the subject of a revocation', () => {
  it('is read from `sub_id`, else from `subject`', () => {
    expect(readSubjectIdentifier({ sub_id: person })).toEqual(person)
    expect(readSubjectIdentifier({ subject: person })).toEqual(person)
    const email = { format: 'email', email: 'ada@acme.example' }
    expect(readSubjectIdentifier({ sub_id: email, subject: person })).toEqual(email)
  })

  const refused: [string, unknown, FailureCode][] = [
    ['nothing', undefined, 'revocation_malformed'],
    ['a list', [], 'revocation_malformed'],
    ['a subject that is null', { sub_id: null }, 'revocation_malformed'],
    ['an empty subject', { sub_id: {} }, 'revocation_malformed'],
    ['an empty email', { sub_id: { format: 'email', email: '' } }, 'revocation_malformed'],
    ['an email of 2 KB', { sub_id: { format: 'email', email: 'a'.repeat(2_048) } }, 'revocation_malformed'],
    ['no iss', { sub_id: { format: 'iss_sub', sub: 'ada' } }, 'revocation_malformed'],
    ['a format that nobody knows', { sub_id: { format: 'shoe_size' } }, 'revocation_malformed'],
    ['an opaque id', { sub_id: { format: 'opaque', id: 'x' } }, 'revocation_impossible'],
  ]
  it.each(refused)('is refused: %s', (_, body, code) =>
    expect(() => readSubjectIdentifier(body)).toThrow(expect.objectContaining({ code })),
  )
})
