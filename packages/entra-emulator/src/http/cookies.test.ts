import { expect, it } from 'vitest'
import { readCookie, sessionCookie } from './cookies.ts'

it('reads one cookie among others, by its whole name', () => {
  const header = 'xsession=1; session=a=b; sessionx=2'
  expect(readCookie(header, 'session')).toBe('a=b')
  expect(readCookie(header, 'other')).toBeUndefined()
  expect(readCookie(undefined, 'session')).toBeUndefined()
})

it('writes a cookie that scripts cannot read, and that crosses sites only over TLS', () => {
  expect(sessionCookie('s', 'v', false)).toBe('s=v; Path=/; HttpOnly; SameSite=Lax')
  expect(sessionCookie('s', 'v', true)).toBe('s=v; Path=/; HttpOnly; Secure; SameSite=None')
})
