import { describe, expect, it } from 'vitest'
import { ConfigurationError, readConfig, type SettingName } from './config.ts'

const good = { GATEHOUSE_PUBLIC_URL: 'https://sso.example.com', GATEHOUSE_MASTER_KEY: 'a'.repeat(44) }

/** The settings that are refused, with what was received. */
function refusedIn(variables: Readonly<Record<string, string>>): readonly (readonly [string, string | undefined])[] {
  try {
    readConfig({ ...good, ...variables })
    return []
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return error.problems.map(({ evidence }) => [String(evidence.param), evidence.received])
  }
}

describe('a setting is refused when it is', () => {
  const cases: readonly [string, SettingName, string][] = [
    ['a port above all', 'GATEHOUSE_LISTEN', '127.0.0.1:99999'],
    ['a port without an address', 'GATEHOUSE_LISTEN', '8080'],
    ['an address without a port', 'GATEHOUSE_LISTEN', '127.0.0.1'],
    ['a port that is no number', 'GATEHOUSE_LISTEN', '127.0.0.1:http'],
    ['an address with a part too large', 'GATEHOUSE_LISTEN', '256.0.0.1:80'],
    ['an address with a part too few', 'GATEHOUSE_LISTEN', '10.0.1:80'],
    ['an address of version 6 that is none', 'GATEHOUSE_LISTEN', '[:::1]:80'],
    ['a wildcard', 'GATEHOUSE_LISTEN', '*:80'],
    ['a name with a blank', 'GATEHOUSE_LISTEN', 'local host:80'],
    ['a URL', 'GATEHOUSE_LISTEN', 'http://127.0.0.1:80'],
    ['a range with too many bits', 'GATEHOUSE_TRUSTED_PROXIES', '10.0.0.0/99'],
    ['a name of a range', 'GATEHOUSE_TRUSTED_PROXIES', 'loopback'],
    ['a host with a scheme', 'GATEHOUSE_OUTBOUND_ALLOW', 'https://idp.internal'],
    ['a range of hosts', 'GATEHOUSE_OUTBOUND_ALLOW', '*.internal'],
    ['a range with more bits than there are', 'GATEHOUSE_OUTBOUND_ALLOW', '10.0.0.0/99'],
    ['a number below zero', 'GATEHOUSE_RATE_LIMIT_SIGN_IN', '-1'],
    ['an address of mail', 'GATEHOUSE_PUBLIC_URL', 'mailto:sso@example.com'],
    ['an address of files', 'GATEHOUSE_PUBLIC_URL', 'ftp://sso.example.com'],
    ['a host without a scheme', 'GATEHOUSE_PUBLIC_URL', 'sso.example.com:443'],
    ['many hosts', 'GATEHOUSE_PUBLIC_URL', 'https://*.example.com'],
    ['a level in capitals', 'GATEHOUSE_LOG_LEVEL', 'INFO'],
    ['a way to migrate that is none', 'GATEHOUSE_MIGRATE', 'yes'],
    ['a number with a unit', 'GATEHOUSE_SHUTDOWN_SECONDS', '25s'],
    ['a number below zero', 'GATEHOUSE_RATE_LIMIT_API', '-1'],
    ['a number with a fraction', 'GATEHOUSE_RATE_LIMIT_SIGN_IN', '1.5'],
  ]
  it.each(cases)('%s: %s=%s', (_, name, value) => expect(refusedIn({ [name]: value })).toEqual([[name, value]]))

  const databases: readonly [string, string][] = [
    ['of another kind', 'mysql://u:secret@h/d'],
    ['without a kind', '/var/lib/gatehouse.db'],
    ['without a path', 'sqlite:'],
    ['without a path behind two slashes', 'sqlite://'],
    ['with a number sign', 'postgres://u:secret#1@h/d'],
    ['with a schema as a parameter', 'postgres://u:secret@h/d?schema=x'],
    ['with a port above all', 'postgres://u:secret@h:99999/d'],
  ]
  it.each(databases)('a database %s, and never shows a password', (_, value) => {
    expect(refusedIn({ GATEHOUSE_DATABASE_URL: value })).toEqual([['GATEHOUSE_DATABASE_URL', undefined]])
  })
  it.each([
    ['with a mode', 'sqlite:/data/gatehouse.db?mode=ro'],
    ['with a number sign', 'sqlite:/data/gate#house.db'],
    ['that is a folder', `sqlite:${import.meta.dirname}`],
    ['that is a folder by its slash', 'sqlite:/data/'],
  ])('a file %s', (_, value) => {
    expect(refusedIn({ GATEHOUSE_DATABASE_URL: value })).toEqual([
      ['GATEHOUSE_DATABASE_URL', value.replace('sqlite:', '')],
    ])
  })
  it('and all of them are named at once', () => {
    const names = refusedIn({ GATEHOUSE_LISTEN: 'x', GATEHOUSE_OUTBOUND_ALLOW: '*', GATEHOUSE_DATABASE_URL: 'x' })
    expect(names.map(([name]) => name).sort()).toEqual([
      'GATEHOUSE_DATABASE_URL',
      'GATEHOUSE_LISTEN',
      'GATEHOUSE_OUTBOUND_ALLOW',
    ])
  })
})

describe('a setting is taken when it is', () => {
  const cases: readonly [string, SettingName, string][] = [
    ['a free port', 'GATEHOUSE_LISTEN', '127.0.0.1:0'],
    ['every address', 'GATEHOUSE_LISTEN', '0.0.0.0:8080'],
    ['every address of version 6', 'GATEHOUSE_LISTEN', '[::]:8080'],
    ['a name', 'GATEHOUSE_LISTEN', 'localhost:8080'],
    ['a name of a container', 'GATEHOUSE_LISTEN', 'gate_house-1:8080'],
    ['a range', 'GATEHOUSE_TRUSTED_PROXIES', '10.0.0.0/8, fd00::/8'],
    ['hosts and ranges', 'GATEHOUSE_OUTBOUND_ALLOW', 'idp.internal:443, 10.1.0.0/16 [::1]:9'],
    ['a file', 'GATEHOUSE_DATABASE_URL', 'sqlite:///var/lib/gatehouse/gatehouse.db'],
    ['memory', 'GATEHOUSE_DATABASE_URL', 'sqlite::memory:'],
    ['a password with signs', 'GATEHOUSE_DATABASE_URL', 'postgres://u:p%23w%3F@h/d?sslmode=require'],
    ['a socket', 'GATEHOUSE_DATABASE_URL', 'postgres:///gatehouse?host=/run/postgresql'],
  ]
  it.each(cases)('%s: %s=%s', (_, name, value) => expect(refusedIn({ [name]: value })).toEqual([]))
})

describe('the proxy for the way out', () => {
  const cases: readonly [string, Readonly<Record<string, string>>, string | null, string][] = [
    ['is none', {}, null, ''],
    ['is that of the machine', { HTTPS_PROXY: 'http://a:1', NO_PROXY: '.b' }, 'http://a:1/', '.b'],
    ['is that of the machine in small letters', { https_proxy: 'a:1', no_proxy: '.b' }, 'http://a:1/', '.b'],
    [
      'is its own before that of the machine',
      { HTTPS_PROXY: 'a:1', GATEHOUSE_OUTBOUND_PROXY: 'c:2' },
      'http://c:2/',
      '',
    ],
    ['is none against that of the machine', { HTTPS_PROXY: 'a:1', GATEHOUSE_OUTBOUND_PROXY: 'none' }, null, ''],
    ['is none where the one of the machine is empty', { HTTPS_PROXY: '' }, null, ''],
  ]
  it.each(cases)('%s', (_, variables, address, except) => {
    const { config } = readConfig({ ...good, ...variables })
    expect([config.GATEHOUSE_OUTBOUND_PROXY, config.GATEHOUSE_OUTBOUND_NO_PROXY]).toEqual([address, except])
  })

  it.each(['GATEHOUSE_OUTBOUND_PROXY', 'HTTPS_PROXY', 'https_proxy'])('is refused by the name %s', (name) => {
    expect(refusedIn({ [name]: 'socks5://u:secret@a:1' })).toEqual([[name, undefined]])
  })
})
