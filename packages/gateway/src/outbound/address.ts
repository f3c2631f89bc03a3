/**
 * Decides which addresses the gateway may call. A customer's administrator types them, so they are treated as an
 * attacker's input. The gateway calls public addresses by https on the usual ports, and other addresses only if the
 * operator has allowed them by name (OWASP: Server-Side Request Forgery Prevention).
 */
import { isIP } from 'node:net'
import { Failure } from '@gatehouse-sso/core/failure'
import ipaddr from 'ipaddr.js'

const usualPorts = ['443', '8443']

/** The addresses that the operator has allowed in addition: `host`, `host:port`, or a range such as `10.1.0.0/16`. */
export interface AllowList {
  readonly hosts: ReadonlySet<string>
  readonly ranges: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][]
}

/** @throws Failure setting_invalid */
export function parseAllowList(text: string): AllowList {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '')
  const isRange = (entry: string): boolean => /^[0-9a-f.:]+\/[^/]*$/i.test(entry)
  return {
    hosts: new Set(entries.filter((entry) => !isRange(entry)).map(hostOf)),
    ranges: entries.filter(isRange).map(rangeOf),
  }
}

function rangeOf(entry: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  return isIP(entry.split('/')[0] ?? '') !== 0 && ipaddr.isValidCIDR(entry)
    ? ipaddr.parseCIDR(entry)
    : refuseEntry('a range such as 10.1.0.0/16', entry)
}

/** Converts an entry to the spelling of a URL. In any other spelling it would never match. */
function hostOf(entry: string): string {
  if (entry.includes('*')) return refuseEntry('each host by its whole name, or a range such as 10.1.0.0/16', entry)
  if (/[/@?#\\]/.test(entry)) return refuseEntry('host or host:port, without a scheme or a path', entry)
  const { hostname = '' } = URL.parse(`https://${entry}`) ?? {}
  const [, port] = /:(\d+)$/.exec(entry.replace(/^\[[^\]]*\]/, '')) ?? []
  const isName = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?$/.test(hostname) || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0
  if (!isName || entry.endsWith(':')) return refuseEntry('host, host:port or 10.1.0.0/16, separated by commas', entry)
  return port === undefined ? hostname : `${hostname}:${Number(port)}`
}

function refuseEntry(expected: string, entry: string): never {
  const received = entry.slice(0, 200)
  throw new Failure('setting_invalid', { param: 'GATEHOUSE_OUTBOUND_ALLOW', expected, received })
}

/** Tells whether the operator has named this host, with or without its port. */
export function isAllowedHost(url: URL, allow: AllowList): boolean {
  const port = url.port === '' ? (url.protocol === 'http:' ? '80' : '443') : url.port
  return allow.hosts.has(url.hostname) || allow.hosts.has(`${url.hostname}:${port}`)
}

/**
 * Checks an address before its name is looked up.
 * @returns the parsed URL, with its host in canonical spelling: `0x7f.1` has become `127.0.0.1`
 * @throws Failure address_refused
 */
export function checkAddress(address: string, allow: AllowList): URL {
  const url = URL.parse(address)
  if (url === null) throw new Failure('address_refused', { received: address.slice(0, 200) })
  const refuse = (expected: string): never => {
    throw new Failure('address_refused', { expected, received: `${url.protocol}//${url.host}`.slice(0, 200) })
  }
  if (url.username !== '' || url.password !== '') refuse('an address without credentials')
  const allowed = isAllowedHost(url, allow)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowed)) refuse('https')
  if (!allowed && url.port !== '' && !usualPorts.includes(url.port)) refuse(`port ${usualPorts.join(' or ')}`)
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (isIP(host) !== 0 && !allowed && !isCallable(host, allow)) refuse('a public address')
  const address_of_name = addressOfName(host)
  if (address_of_name !== undefined && !allowed && !isCallable(address_of_name, allow)) refuse('a public address')
  return url
}

/**
 * Names of this machine, and of the metadata service of a cloud, which gives out the machine's tokens. A name is refused
 * like its address, so that an administrator sees the error when it is saved, not only when it is called.
 */
const metadata = '169.254.169.254'
const namesInside: Readonly<Record<string, string>> = {
  localhost: '127.0.0.1',
  metadata,
  'metadata.google.internal': metadata,
  'metadata.goog': metadata,
  'metadata.azure.internal': metadata,
  'metadata.azure.com': metadata,
  'instance-data': metadata,
  'instance-data.ec2.internal': metadata,
  'metadata.tencentyun.com': metadata,
  'metadata.platformequinix.com': metadata,
}

function addressOfName(host: string): string | undefined {
  // RFC 6761, 6.3: every name below localhost is this machine.
  return Object.hasOwn(namesInside, host) ? namesInside[host] : host.endsWith('.localhost') ? '127.0.0.1' : undefined
}

/** Public addresses that lead inside all the same: the host of a virtual machine at Azure. */
const insideThoughPublic = ['168.63.129.16']

/** Tells whether an IP address may be called: public unicast, or in a range that the operator has allowed. */
export function isCallable(ip: string, allow: AllowList): boolean {
  if (!ipaddr.isValid(ip)) return false
  // An IPv4-mapped IPv6 address (::ffff:127.0.0.1) counts as the IPv4 address.
  const address = ipaddr.process(ip)
  if (allow.ranges.some(([range, bits]) => range.kind() === address.kind() && address.match([range, bits] as never))) {
    return true
  }
  // NAT64 and 6to4 addresses contain an IPv4 address. ipaddr.js gives their ranges other names than `unicast`.
  if (address.range() !== 'unicast' || insideThoughPublic.includes(address.toString())) return false
  return !(address instanceof ipaddr.IPv6) || !carriesIpv4(address)
}

/** Tells whether the last four bytes are an IPv4 address: `::a.b.c.d` (RFC 4291, 2.5.5.1) and ISATAP (RFC 5214, 6.1). */
function carriesIpv4({ parts }: ipaddr.IPv6): boolean {
  const isCompatible = parts.slice(0, 6).every((part) => part === 0)
  return isCompatible || ([0, 0x200].includes(parts[4] ?? 0) && parts[5] === 0x5efe)
}
