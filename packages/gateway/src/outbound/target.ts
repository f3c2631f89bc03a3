/**
 * The target of a request: an address, checked and taken apart. The check depends on the address and the operator's list alone,
 * so it is remembered. Names are still looked up, and their IP addresses checked, for each connection.
 */
import { isIP } from 'node:net'
import { type AllowList, checkAddress, isAllowedHost } from './address.ts'

/** Addresses that are remembered, and the characters of one. */
const [maximumTargets, maximumLength] = [500, 500]

export interface Target {
  readonly origin: string
  readonly path: string
  readonly hostname: string
  /** Whether the operator has allowed the host by its name. */
  readonly isAllowed: boolean
  /** Whether the host is a name and no IP address. */
  readonly isName: boolean
}

/** @returns the function that checks an address, which throws Failure address_refused */
export function targets(allow: AllowList): (address: string) => Target {
  const known = new Map<string, Target>()
  return (address) => {
    const checked = known.get(address)
    if (checked) return checked
    const url = checkAddress(address, allow)
    const target = {
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      hostname: url.hostname,
      isAllowed: isAllowedHost(url, allow),
      isName: isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0,
    }
    if (known.size >= maximumTargets) known.clear()
    if (address.length <= maximumLength) known.set(address, target)
    return target
  }
}
