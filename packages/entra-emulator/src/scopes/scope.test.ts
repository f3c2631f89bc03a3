import { describe, expect, it } from 'vitest'
import { readScopes } from './scope.ts'

const cases: { text: string; resource: string | null; value: string }[] = [
  { text: 'openid', resource: null, value: 'openid' },
  { text: 'User.Read', resource: null, value: 'User.Read' },
  { text: 'https://graph.microsoft.com/User.Read', resource: 'https://graph.microsoft.com', value: 'User.Read' },
  { text: 'api://c2f5a8d1/access_as_user', resource: 'api://c2f5a8d1', value: 'access_as_user' },
  { text: 'c2f5a8d1/.default', resource: 'c2f5a8d1', value: '.default' },
  { text: 'https://contoso.example//.default', resource: 'https://contoso.example/', value: '.default' },
]

describe('a scope', () => {
  it.each(cases)('$text', ({ text, resource, value }) => expect(readScopes(text)).toEqual([{ text, resource, value }]))

  it('comes once, with any spaces around it', () =>
    expect(readScopes(' openid  profile openid ').map(({ value }) => value)).toEqual(['openid', 'profile']))

  it.each(['/x', 'api://x/', '/'])('"%s" names no permission', (text) => expect(() => readScopes(text)).toThrow(text))
})
