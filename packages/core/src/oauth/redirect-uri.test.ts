import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ApplicationType,
  isRegisteredRedirectUri,
  originsOf,
  redirectUriProblem,
  withParameters,
} from './redirect-uri.ts'

describe('redirectUriProblem', () => {
  const accepted: [string, ApplicationType][] = [
    ['https://app.example/callback', 'web'],
    ['https://app.example/callback/', 'web'],
    ['https://app.example/callback?tenant=1', 'web'],
    ['https://app.example/callback?barcode=1&State=2', 'web'],
    ['https://app.example', 'web'],
    ['https://app.example:8443/callback', 'web'],
    ['http://localhost:3000/callback', 'web'],
    ['http://127.0.0.1/callback', 'native'],
    ['http://[::1]:1/callback', 'native'],
    ['com.example.app:/callback', 'native'],
  ]
  it.each(accepted)('accepts %s for %s', (uri, type) => expect(redirectUriProblem(uri, type)).toBeUndefined())

  const refused: [string, string, ApplicationType][] = [
    ['111 a wildcard host', 'https://*.app.example/callback', 'web'],
    ['111 a wildcard path', 'https://app.example/*', 'web'],
    ['a fragment', 'https://app.example/callback#', 'web'],
    ['http on a host that is not loopback', 'http://app.example/callback', 'web'],
    ['http on a host that only begins like localhost', 'http://localhost.evil.example/', 'web'],
    ['182 javascript', 'javascript:alert(1)', 'native'],
    ['182 data', 'data:text/html,hello', 'web'],
    ['a scheme of its own for a web application', 'com.example.app:/callback', 'web'],
    ['a scheme without a dot', 'myapp:/callback', 'native'],
    ['a relative address', '/callback', 'web'],
    ['credentials', 'https://user:secret@app.example/', 'web'],
    ['185 a line break', 'https://app.example/\r\nSet-Cookie:x', 'web'],
    ['185 a letter outside ASCII in the path', 'https://app.example/日本', 'web'],
    ['185 a letter outside ASCII in the host', 'https://日本.example/', 'web'],
    ['185 a letter outside ASCII in a scheme of its own', 'com.example.app:/ü', 'native'],
    ['a backslash', 'https://app.example\\@evil.example/', 'web'],
    ['a space', 'https://app.example/a b', 'web'],
    ['https without slashes', 'https:evil.example', 'web'],
    ['https with one slash', 'https:/evil.example', 'web'],
    ['https with three slashes', 'https:///evil.example', 'web'],
    ['https with four slashes', 'https:////evil.example', 'web'],
    ['http without slashes', 'http:localhost', 'web'],
    ['https in capitals without slashes', 'HTTPS:evil.example', 'web'],
    ['backslashes in place of slashes', 'https:\\\\evil.example', 'web'],
    ['a slash and a backslash', 'https:/\\evil.example', 'web'],
    ['a tab in the scheme', 'ht\ttps://evil.example', 'web'],
    ['a tab in the host', 'https://evil\t.example', 'web'],
    ['a tab before everything', '\thttps://evil.example', 'web'],
    ['credentials that are empty', 'https://@evil.example', 'web'],
    ['a query with code', 'https://app.example/callback?code=x', 'web'],
    ['a query with state', 'https://app.example/callback?a=b&state=x', 'web'],
    ['a query with iss', 'https://app.example/callback?iss=https://evil.example', 'web'],
    ['a query with error', 'https://app.example/callback?error', 'web'],
    ['a query with error_description', 'https://app.example/callback?error_description=x', 'web'],
    ['a query with code in percent signs', 'https://app.example/callback?%63ode=x', 'web'],
    ['a query with state in a scheme of its own', 'com.example.app:/callback?state=x', 'native'],
    ['nothing', '', 'web'],
    ['3,000 characters', `https://app.example/${'a'.repeat(3000)}`, 'web'],
  ]
  it.each(refused)('refuses %s', (_, uri, type) => expect(redirectUriProblem(uri, type)).toBeTypeOf('string'))
})

describe('109 isRegisteredRedirectUri', () => {
  const registered = ['https://app.example/callback', 'http://127.0.0.1/native']
  it('finds the exact string', () => {
    expect(isRegisteredRedirectUri('https://app.example/callback', registered, 'web')).toBe(true)
  })
  it.each([
    'https://app.example/callback/',
    'https://app.example/callback/more',
    'https://app.example/callback?x=1',
    'https://app.example/callback#x',
    'https://app.example:443/callback',
    'http://app.example/callback',
    'https://APP.example/callback',
    'https://app.example/CALLBACK',
    'https://app.example/%63allback',
    'https://app.example/a/../callback',
    'https://app.example.evil.example/callback',
    'https://app.example@evil.example/callback',
    '',
  ])('refuses %s', (uri) => expect(isRegisteredRedirectUri(uri, registered, 'web')).toBe(false))

  it('lets a native application choose its loopback port', () => {
    expect(isRegisteredRedirectUri('http://127.0.0.1:51004/native', registered, 'native')).toBe(true)
    expect(isRegisteredRedirectUri('http://127.0.0.1:51004/native', registered, 'web')).toBe(false)
  })
  it.each([
    'http://localhost:51004/native',
    'http://127.0.0.1:51004/other',
    'http://127.0.0.1:51004/native?x',
    'https://127.0.0.1:51004/native',
    'http://127.0.0.1:51004@evil.example/native',
    'http://127.0.0.1.evil.example:1/native',
    'http://127.0.0.1:123456/native',
  ])('but nothing else: %s', (uri) => expect(isRegisteredRedirectUri(uri, registered, 'native')).toBe(false))

  it('matches no string that differs in any character', () => {
    const uri = 'https://app.example/callback'
    const change = fc.tuple(fc.nat(uri.length), fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }))
    fc.assert(
      fc.property(change, ([at, text]) => {
        const changed = uri.slice(0, at) + text + uri.slice(at)
        expect(isRegisteredRedirectUri(changed, [uri], 'web')).toBe(false)
        expect(isRegisteredRedirectUri(changed, [uri], 'native')).toBe(false)
      }),
      { seed: 3, numRuns: 500 },
    )
  })
})

describe('withParameters', () => {
  it('keeps a query and leaves out undefined parameters', () => {
    expect(withParameters('https://a.example/?x=1', { code: 'c', state: undefined })).toBe(
      'https://a.example/?x=1&code=c',
    )
  })
  it('does not change a URI when there is nothing to add', () => {
    expect(withParameters('https://a.example/out', { state: undefined })).toBe('https://a.example/out')
  })
  it('121 returns a state byte for byte', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (state) => {
        const uri = withParameters('https://a.example/cb', { state })
        expect(new URL(uri).searchParams.get('state')).toBe(state)
      }),
      { seed: 4 },
    )
  })
})

describe('originsOf', () => {
  it('gives each origin of a web address once, and none for a private-use scheme', () => {
    const uris = ['https://a.example/x', 'https://a.example/y', 'http://localhost:3000/', 'com.example.app:/callback']
    expect(originsOf(uris)).toEqual(['https://a.example', 'http://localhost:3000'])
  })
})
