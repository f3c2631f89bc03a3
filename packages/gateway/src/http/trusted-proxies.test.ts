import { describe, expect, it } from 'vitest'
import { parseTrustedProxies } from './trusted-proxies.ts'

describe('the trusted proxies', () => {
  const trusted = parseTrustedProxies([
    '10.0.0.0/8',
    '192.0.2.1',
    'fd00::/16',
    '172.16.0.0/255.240.0.0',
    'fe80::1%eth0',
  ])
  it.each(['10.0.0.1', '10.255.255.255', '::ffff:10.1.1.1', '192.0.2.1', 'fd00::1', '172.31.0.1', 'fe80::1%eth0'])(
    'are %s',
    (address) => expect(trusted(address)).toBe(true),
  )
  it.each(['11.0.0.1', '192.0.2.2', '::ffff:11.1.1.1', 'fd01::1', '172.32.0.1', '::10.0.0.1', 'unknown', ''])(
    'are not %s',
    (address) => expect(trusted(address)).toBe(false),
  )
  it('may be written as version 6', () => {
    expect(parseTrustedProxies(['::ffff:10.0.0.1'])('10.0.0.1')).toBe(true)
  })
  it('are none, when none is named', () => expect(parseTrustedProxies([])('127.0.0.1')).toBe(false))

  it.each([
    ['all', '0.0.0.0/0'],
    ['all of version 6', '::/0'],
    ['all, by another address', '10.0.0.0/0'],
    ['all, by a mask', '0.0.0.0/0.0.0.0'],
    ['more bits than there are', '10.0.0.0/99'],
    ['more bits than there are in version 6', 'fd00::/129'],
    ['bits that are no number', '10.0.0.0/8x'],
    ['negative bits', '10.0.0.0/-8'],
    ['no bits', '10.0.0.0/'],
    ['two ranges in one', '10.0.0.0/8/8'],
    ['a mask with a gap', '10.0.0.0/255.0.255.0'],
    ['a mask for version 6', 'fd00::/255.0.0.0'],
    ['an address with a part too large', '10.0.0.256'],
    ['a short address', '10.0/8'],
    ['a name', 'loopback'],
    ['a scheme', 'http://10.0.0.1'],
    ['a port', '10.0.0.1:80'],
  ])('may not have %s', (_, entry) => {
    expect(() => parseTrustedProxies(['10.0.0.1', entry])).toThrow(
      expect.objectContaining({
        code: 'setting_invalid',
        evidence: expect.objectContaining({ param: 'GATEHOUSE_TRUSTED_PROXIES', received: entry }),
      }),
    )
  })
})
