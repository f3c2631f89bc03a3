import { describe, expect, it } from 'vitest'
import { isOwn, type LockEntry, ownLookUps, ownNames } from './own-names.ts'

const file = 'file:../gatehouse-sso-gateway-0.1.0.tgz'
const registry = 'https://registry.example/package.tgz'
const gateway = 'node_modules/@gatehouse-sso/gateway'
const lock = (packages: Readonly<Record<string, LockEntry>>) => ({ packages })

const sound = lock({
  '': { name: 'gatehouse' },
  [gateway]: { resolved: file },
  [`${gateway}/node_modules/@gatehouse-sso/core`]: { inBundle: true },
  [`${gateway}/node_modules/entra-emulator`]: { inBundle: true },
  'node_modules/zod': { resolved: registry },
  'node_modules/@other/gatehouse-theme': { resolved: registry },
})

describe('a name', () => {
  it.each(['gatehouse', 'entra-emulator', '@gatehouse-sso/core', '@gatehouse/core'])('%s is ours', (name) =>
    expect(isOwn(name)).toBe(true),
  )
  it.each(['zod', 'gatehouse-theme', '@other/gatehouse', '@gatehouse-sso'])('%s is not ours', (name) =>
    expect(isOwn(name)).toBe(false),
  )
})

describe('a lock file', () => {
  it('is sound when our packages came from the tarball or inside it', () => expect(ownNames(sound)).toEqual([]))

  it.each<{ name: string; path: string; entry: LockEntry }>([
    { name: 'core from the registry', path: 'node_modules/@gatehouse-sso/core', entry: { resolved: registry } },
    { name: 'a foreign package under our name', path: 'node_modules/gatehouse', entry: { resolved: registry } },
    { name: 'a foreign package in our scope', path: 'node_modules/@gatehouse/core', entry: { resolved: registry } },
    {
      name: 'the emulator from the registry in a subfolder',
      path: `${gateway}/node_modules/entra-emulator`,
      entry: { resolved: registry },
    },
    {
      name: 'our name in a folder with another name',
      path: 'node_modules/a',
      entry: { name: 'gatehouse', resolved: registry },
    },
    // npm can be configured to leave out the registry's addresses.
    { name: 'a missing address', path: 'node_modules/@gatehouse-sso/sdk', entry: { version: '0.1.0' } },
    {
      name: 'a bundled package from the registry',
      path: 'node_modules/entra-emulator',
      entry: { resolved: registry, inBundle: true },
    },
  ])('is not sound with $name', ({ path, entry }) =>
    expect(ownNames(lock({ ...sound.packages, [path]: entry }))).toEqual([path]),
  )
})

describe('a log of npm', () => {
  it.each([
    'npm http fetch GET 200 https://registry.example/@fastify%2fformbody 138ms (cache updated)',
    'npm http fetch GET 200 https://registry.example/gatehouse-theme 1ms (cache hit)',
    'npm http fetch GET 200 https://gatehouse/zod 1ms (cache hit)',
    'npm http cache @gatehouse-sso/gateway@file:gatehouse-sso-gateway-0.1.0.tgz 0ms (cache hit)',
  ])('may have the line %s', (line) => expect(ownLookUps(`${line}\n`)).toEqual([]))

  it.each([
    'npm http fetch GET 404 https://registry.example/@gatehouse-sso%2fcore 20ms (cache skip)',
    'npm http fetch GET 200 https://registry.example/gatehouse 20ms (cache hit)',
    'npm http fetch GET 200 https://registry.example/npm/entra-emulator/-/entra-emulator-1.0.0.tgz 20ms (cache miss)',
    'npm http fetch GET https://registry.example/@gatehouse%2fcore attempt 1 failed with ECONNREFUSED',
  ])('may not have the line %s', (line) => expect(ownLookUps(`npm http cache a\n${line}\n`)).toHaveLength(1))
})
