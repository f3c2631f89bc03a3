import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { FailureCode } from '../failures.ts'
import { challengeOf, checkCodeChallenge } from './pkce.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url')
// The example of RFC 7636, appendix B.
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

describe('checkCodeChallenge', () => {
  const good = { code_challenge: challenge, code_challenge_method: 'S256' }
  it('accepts S256', () => expect(checkCodeChallenge(good, true)).toBe(challenge))
  it('accepts no challenge if none is required', () => expect(checkCodeChallenge({}, false)).toBeNull())

  const refused: [string, Parameters<typeof checkCodeChallenge>, FailureCode][] = [
    ['114 no challenge if one is required', [{}, true], 'pkce_required'],
    ['a method without a challenge', [{ code_challenge_method: 'S256' }, false], 'pkce_required'],
    ['115 plain', [{ ...good, code_challenge_method: 'plain' }, false], 'pkce_method_unsupported'],
    ['115 no method, which would mean plain', [{ code_challenge: challenge }, false], 'pkce_method_unsupported'],
    ['115 s256 in lower case', [{ ...good, code_challenge_method: 's256' }, false], 'pkce_method_unsupported'],
    ['115 20 characters', [{ ...good, code_challenge: 'a'.repeat(20) }, false], 'pkce_challenge_malformed'],
    ['115 200 characters', [{ ...good, code_challenge: 'a'.repeat(200) }, false], 'pkce_challenge_malformed'],
    ['115 padding', [{ ...good, code_challenge: `${'a'.repeat(42)}=` }, false], 'pkce_challenge_malformed'],
    ['115 standard base64', [{ ...good, code_challenge: `${'a'.repeat(42)}+` }, false], 'pkce_challenge_malformed'],
  ]
  it.each(refused)('refuses %s', (_, [request, required], code) => {
    expect(() => checkCodeChallenge(request, required)).toThrow(expect.objectContaining({ code }))
  })
})

describe('challengeOf', () => {
  it('is the example of RFC 7636', () => expect(challengeOf(verifier, sha256)).toBe(challenge))
  it('is null without a verifier', () => expect(challengeOf(undefined, sha256)).toBeNull())
  it.each([
    ['42 characters', 'a'.repeat(42)],
    ['129 characters', 'a'.repeat(129)],
    ['a character outside the alphabet', `${'a'.repeat(43)}+`],
    ['nothing', ''],
  ])('refuses a verifier of %s', (_, text) => {
    expect(() => challengeOf(text, sha256)).toThrow(expect.objectContaining({ code: 'verifier_wrong' }))
  })
})
