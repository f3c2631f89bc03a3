import { describe, expect, it } from 'vitest'
import { aliasProblem, isAlias } from '../domain/environments/callback-aliases.ts'
import { apiAddresses } from './api/mount.ts'
import { docsPaths } from './docs/docs.ts'
import { federationPaths } from './federation.ts'
import { oauth } from './oauth/surface.ts'
import { pages } from './pages/surface.ts'
import { addressesOf } from './surface.ts'

const own = [...addressesOf(pages), ...addressesOf(oauth), ...apiAddresses].map(({ url }) => url)
const addresses = [...own, ...federationPaths, ...docsPaths, '/livez', '/readyz', '/openapi.json', '/favicon.ico']

describe('an alias', () => {
  it.each([...new Set(addresses)])('cannot be the address %s', (url) => {
    const path = url.replace(/:\w+|\*/g, 'x')
    expect(aliasProblem(path)).toBeDefined()
    expect(aliasProblem(path.replace(/\/?$/, '/'))).toBeDefined()
  })
  it.each(['/oauth/complete', '/oauth/complete/', '/sso/callback/oidc', '/auth', '/users/auth/azure_oauth2/callback'])(
    'can be %s',
    (path) => expect(aliasProblem(path)).toBeUndefined(),
  )
  it.each([
    ['/a', '/a', false, true],
    ['/a', '/a/', false, false],
    ['/a/', '/a', false, false],
    ['/a', '/a/', true, true],
    ['/a/', '/a', true, true],
    ['/a', '/A', true, false],
    ['/a', '/a/b', true, false],
  ])('%s is met by %s (either slash: %s): %s', (path, asked, either_slash, expected) => {
    expect(isAlias([{ path, either_slash }], asked)).toBe(expected)
  })
})
