import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchesRedirectUri } from './redirect-uri.ts'

const cases: { name: string; requested: string; registered: string; matches: boolean }[] = [
  { name: 'the same', requested: 'https://a.example/cb', registered: 'https://a.example/cb', matches: true },
  { name: 'an extra slash', requested: 'https://a.example/cb/', registered: 'https://a.example/cb', matches: false },
  { name: 'a missing slash', requested: 'https://a.example/cb', registered: 'https://a.example/cb/', matches: false },
  {
    name: 'capitals in the path',
    requested: 'https://a.example/CB',
    registered: 'https://a.example/cb',
    matches: false,
  },
  {
    name: 'capitals in the host',
    requested: 'https://A.example/cb',
    registered: 'https://a.example/cb',
    matches: false,
  },
  { name: 'another scheme', requested: 'http://a.example/cb', registered: 'https://a.example/cb', matches: false },
  { name: 'an extra query', requested: 'https://a.example/cb?x=1', registered: 'https://a.example/cb', matches: false },
  { name: 'a path below', requested: 'https://a.example/cb/x', registered: 'https://a.example/cb', matches: false },
  { name: 'another port', requested: 'https://a.example:8443/cb', registered: 'https://a.example/cb', matches: false },
  {
    name: 'the default port',
    requested: 'https://a.example:443/cb',
    registered: 'https://a.example/cb',
    matches: false,
  },
  { name: 'a user', requested: 'https://u@a.example/cb', registered: 'https://a.example/cb', matches: false },
  {
    name: 'a port on localhost',
    requested: 'http://localhost:5173/cb',
    registered: 'http://localhost/cb',
    matches: true,
  },
  {
    name: 'two ports on localhost',
    requested: 'http://localhost:1/cb',
    registered: 'http://localhost:2/cb',
    matches: true,
  },
  { name: 'a port on 127.0.0.1', requested: 'http://127.0.0.1:9/cb', registered: 'http://127.0.0.1/cb', matches: true },
  { name: 'a port, no path', requested: 'http://localhost:9', registered: 'http://localhost', matches: true },
  {
    name: 'a port and another path',
    requested: 'http://localhost:9/x',
    registered: 'http://localhost/cb',
    matches: false,
  },
  {
    name: 'localhost for 127.0.0.1',
    requested: 'http://localhost/cb',
    registered: 'http://127.0.0.1/cb',
    matches: false,
  },
  {
    name: 'a port on https localhost',
    requested: 'https://localhost:9/cb',
    registered: 'https://localhost/cb',
    matches: false,
  },
  {
    name: 'a host that begins with localhost',
    requested: 'http://localhost.evil.example/cb',
    registered: 'http://localhost/cb',
    matches: false,
  },
  {
    name: 'a user named localhost',
    requested: 'http://localhost:9@evil.example/cb',
    registered: 'http://localhost/cb',
    matches: false,
  },
  {
    name: 'an invalid port',
    requested: 'http://localhost:9x/cb',
    registered: 'http://localhost/cb',
    matches: false,
  },
]

describe('a redirect URI against a registered one', () => {
  it.each(cases)('$name: $matches', ({ requested, registered, matches }) => {
    expect(matchesRedirectUri(requested, registered)).toBe(matches)
  })

  const path = fc.webPath().map((text) => text.replace(/[#?].*$/, ''))
  const seed = { seed: 20_261_101, numRuns: 300 }

  it('matches itself, and nothing that differs in one character', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.nat(), fc.constantFrom('x', 'X', '/', '%', '.'), (uri, at, other) => {
        expect(matchesRedirectUri(uri, uri)).toBe(true)
        const changed = uri.slice(0, at % uri.length) + other + uri.slice((at % uri.length) + 1)
        if (changed !== uri) expect(matchesRedirectUri(changed, uri)).toBe(false)
      }),
      seed,
    )
  })

  it('on localhost never depends on ports, always on the path', () => {
    const port = fc.integer({ min: 0, max: 65_535 })
    fc.assert(
      fc.property(port, port, path, path, (a, b, one, two) => {
        expect(matchesRedirectUri(`http://localhost:${a}${one}`, `http://localhost:${b}${two}`)).toBe(one === two)
      }),
      seed,
    )
  })

  it('that matches always has the registered host', () => {
    const target = fc.oneof(fc.webUrl(), fc.constant('http://localhost/cb'), fc.constant('http://127.0.0.1/cb'))
    const noise = fc.string({ maxLength: 12 })
    fc.assert(
      fc.property(target, noise, fc.nat(), (registered, text, at) => {
        const position = at % (registered.length + 1)
        const requested = registered.slice(0, position) + text + registered.slice(position)
        if (!matchesRedirectUri(requested, registered)) return
        expect(new URL(requested).hostname).toBe(new URL(registered).hostname)
      }),
      { ...seed, numRuns: 1000 },
    )
  })
})
