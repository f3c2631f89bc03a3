import { describe, expect, it } from 'vitest'
import { makeLoginHint, readLoginHint } from './login-hint.ts'

describe('the claim login_hint', () => {
  it('can be read back', () =>
    expect(readLoginHint(makeLoginHint('tenant', 'user'))).toEqual({ tenant_id: 'tenant', user_id: 'user' }))

  it.each([
    'ada@contoso.example',
    'O.',
    'O.x',
    `O.${Buffer.from('{}').toString('base64url')}`,
    `O.${Buffer.from('[1,2]').toString('base64url')}`,
    '',
  ])('is not "%s"', (text) => expect(readLoginHint(text)).toBeUndefined())
})
