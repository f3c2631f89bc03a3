import { describe, expect, it } from 'vitest'
import { compare } from './comparison.ts'

const asked = 'https://sso.example/oauth/complete/'
const joined = (has: string): string[] => {
  const { runs } = compare(asked, has)
  return [runs.map((run) => run.asked).join(''), runs.map((run) => run.has).join('')]
}

describe('a comparison', () => {
  it.each([
    ['the same', asked, 'none', 35],
    ['no slash at the end', asked.slice(0, -1), 'slash_missing', 34],
    ['a slash too many', `${asked}/`, 'slash_extra', 35],
    ['capital letters', 'https://sso.example/OAuth/complete/', 'case', 20],
    ['http', asked.replace('https', 'http'), 'http', 4],
    ['another host', asked.replace('sso.example', 'login.example'), 'host', 8],
    ['another path', asked.replace('complete', 'callback'), 'other', 27],
    ['nothing', '', 'host', 0],
  ])('names %s', (_, has, difference, equal) => {
    expect(compare(asked, has)).toMatchObject({ difference, equal })
    expect(joined(has)).toEqual([asked, has])
  })

  it('breaks equal text before dots and slashes only', () =>
    expect(compare(asked, asked.slice(0, -1)).runs.map((run) => run.asked)).toEqual([
      'https://',
      'sso',
      '.example',
      '/oauth',
      '/complete',
      '/',
    ]))

  it.each([
    ['another host', asked.replace('sso.example', 'login.example'), true],
    ['another scheme and host', 'http://127.0.0.1:4400/saml', true],
    ['a long other path', `${asked}a-path-that-nobody-reads-in-one-glance`, true],
    ['a short other path', asked.replace('complete', 'callback'), false],
    ['no slash at the end', asked.slice(0, -1), false],
    ['the same', asked, false],
  ])('shows both values whole or not: %s', (_, has, isWhole) => expect(compare(asked, has).isWhole).toBe(isWhole))

  it('keeps one difference, however many characters are equal in it', () =>
    expect(compare('https://a.example/x/y', 'https://b.example/x/z').runs.filter((run) => run.differs)).toHaveLength(1))
})
