/**
 * Proxies whose forwarded headers count. The setting is read here, for its check and for the server alike: a server
 * that read it in its own way would refuse to start with a range that the check had called valid.
 */
import { BlockList, isIP } from 'node:net'
import { Failure } from '@gatehouse-sso/core/failure'

const bits = { 4: 32, 6: 128 } as const

/**
 * @param entries addresses, and ranges such as `10.0.0.0/8` or `10.0.0.0/255.0.0.0`
 * @returns whether an address is one of them
 * @throws Failure setting_invalid
 */
export function parseTrustedProxies(entries: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', mask, ...others] = entry.split('/')
    const version = isIP(address)
    if ((version !== 4 && version !== 6) || others.length > 0) throw refusal(entry)
    const prefix = mask === undefined ? bits[version] : prefixOf(mask, version)
    // A prefix of 0 would trust everybody.
    if (prefix === undefined || prefix < 1 || prefix > bits[version]) throw refusal(entry)
    list.addSubnet(address.replace(/%.*$/, ''), prefix, version === 4 ? 'ipv4' : 'ipv6')
  }
  return (address) => {
    const version = isIP(address)
    return version !== 0 && list.check(address.replace(/%.*$/, ''), version === 4 ? 'ipv4' : 'ipv6')
  }
}

/** `8` or `255.0.0.0` as a number of bits; `undefined` for anything else. */
function prefixOf(mask: string, version: 4 | 6): number | undefined {
  if (/^\d{1,3}$/.test(mask)) return Number(mask)
  if (version !== 4 || isIP(mask) !== 4) return undefined
  const digits = mask.split('.').map((part) => Number(part).toString(2).padStart(8, '0'))
  const [, ones] = /^(1*)0*$/.exec(digits.join('')) ?? []
  return ones?.length
}

function refusal(received: string): Failure {
  return new Failure('setting_invalid', {
    param: 'GATEHOUSE_TRUSTED_PROXIES',
    expected: 'addresses or ranges such as 10.0.0.0/8, and never all of them',
    received: received.slice(0, 100),
  })
}
