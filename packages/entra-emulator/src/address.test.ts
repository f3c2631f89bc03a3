import { describe, expect, it } from 'vitest'
import { isLoopback, openAddress } from './address.ts'

describe('a host', () => {
  it.each(['127.0.0.1', '127.8.9.10', '::1', '[::1]', 'localhost', 'LOCALHOST', '::ffff:127.0.0.1'])(
    '%s is loopback',
    (host) => expect(isLoopback(host)).toBe(true),
  )
  it.each([
    '0.0.0.0',
    '::',
    '10.0.0.1',
    '128.0.0.1',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '',
    '1127.0.0.1',
  ])('"%s" is not loopback', (host) => expect(isLoopback(host)).toBe(false))
})

describe('an address', () => {
  it('is not known before the emulator listens', () =>
    expect(() => openAddress().baseUrl()).toThrow('does not listen yet'))
  it('has no default port in its host', () => {
    const address = openAddress()
    address.settle('https://entra.test:443/')
    expect([address.baseUrl(), address.host(), address.isSecure()]).toEqual(['https://entra.test', 'entra.test', true])
  })
})
