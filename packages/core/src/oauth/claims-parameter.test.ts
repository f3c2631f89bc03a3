import { describe, expect, it } from 'vitest'
import { noClaims, parseClaimsParameter } from './claims-parameter.ts'

describe('parseClaimsParameter', () => {
  it.each([
    ['nothing', undefined, noClaims, false],
    ['an empty request', '{}', noClaims, false],
    ['unknown members', '{"other":{"x":null},"userinfo":null}', noClaims, false],
    [
      'names for each place',
      '{"userinfo":{"email":null},"id_token":{"name":{"essential":true}}}',
      { id_token: ['name'], userinfo: ['email'] },
      false,
    ],
    ['auth_time', '{"id_token":{"auth_time":null}}', { id_token: ['auth_time'], userinfo: [] }, false],
    [
      'essential auth_time',
      '{"id_token":{"auth_time":{"essential":true}}}',
      { id_token: ['auth_time'], userinfo: [] },
      true,
    ],
    [
      'auth_time with text as `essential`',
      '{"id_token":{"auth_time":{"essential":"yes"}}}',
      { id_token: ['auth_time'], userinfo: [] },
      false,
    ],
    [
      'a name that every object has',
      '{"id_token":{"__proto__":null,"constructor":null}}',
      { id_token: ['__proto__', 'constructor'], userinfo: [] },
      false,
    ],
  ] as const)('reads %s', (_, text, requested, auth_time_essential) => {
    expect(parseClaimsParameter(text)).toEqual({ requested, auth_time_essential, acr_essential: [] })
  })

  it.each([
    ['no JSON', '{'],
    ['an array', '[]'],
    ['a text', '"id_token"'],
    ['null', 'null'],
    ['a section that is a list', '{"id_token":["email"]}'],
    ['a section that is a text', '{"userinfo":"email"}'],
    ['4,097 characters', `{"id_token":{"${'x'.repeat(4097)}":null}}`],
  ])('refuses %s', (_, text) => {
    expect(() => parseClaimsParameter(text)).toThrow(expect.objectContaining({ code: 'claims_invalid' }))
  })
})
