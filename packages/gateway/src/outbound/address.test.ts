/** Group L of the security cases: the addresses that the gateway may call. */
import { describe, expect, it } from 'vitest'
import { checkAddress, isCallable, parseAllowList } from './address.ts'

const nothing = parseAllowList('')

describe('168 never calls the IP address', () => {
  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '10.255.255.255',
    '100.64.0.1',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.168.0.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:a9fe:a9fe',
    '::127.0.0.1',
    '::10.0.0.1',
    '::ffff:0:127.0.0.1',
    '64:ff9b::127.0.0.1',
    '64:ff9b:1::10.0.0.1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '2002:a00:1::1',
    '3fff::1',
    '5f00::1',
    'fc00::1',
    'fd12:3456:789a::1',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    '',
    'localhost',
  ])('%s', (ip) => expect(isCallable(ip, nothing)).toBe(false))
})

describe('may call the IP address', () => {
  it.each([
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.1',
    '100.63.255.255',
    '172.15.255.255',
    '172.32.0.1',
    '192.167.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4001:81b::200e',
    '::ffff:1.1.1.1',
  ])('%s', (ip) => expect(isCallable(ip, nothing)).toBe(true))
})

describe('refuses an address', () => {
  it.each([
    ['168 loopback', 'https://127.0.0.1/'],
    ['168 loopback in IPv6', 'https://[::1]/'],
    ['168 loopback as one number', 'https://2130706433/'],
    ['168 loopback in hexadecimal', 'https://0x7f.1/'],
    ['168 loopback in octal', 'https://0177.0.0.1/'],
    ['168 loopback with a missing part', 'https://127.1/'],
    ['168 loopback with a dot at the end', 'https://127.0.0.1./'],
    ['168 loopback in full-width digits', 'https://１２７.0.0.1/'],
    ['168 loopback with a circled digit', 'https://①27.0.0.1/'],
    ['168 loopback percent-encoded', 'https://%31%32%37.0.0.1/'],
    ['168 loopback as an IPv4-mapped IPv6 address', 'https://[::ffff:127.0.0.1]/'],
    ['168 cloud metadata', 'https://169.254.169.254/latest/meta-data/'],
    ['168 cloud metadata as one number', 'https://2852039166/'],
    ['168 cloud metadata in hexadecimal', 'https://0xa9fea9fe/'],
    ['168 cloud metadata in octal', 'https://0251.0376.0251.0376/'],
    ['168 cloud metadata with a missing part', 'https://169.254.43518/'],
    ['168 cloud metadata with a dot at the end', 'https://169.254.169.254./'],
    ['168 cloud metadata as an IPv4-mapped IPv6 address', 'https://[::ffff:169.254.169.254]/'],
    ['168 cloud metadata as an IPv4-mapped IPv6 address, in hexadecimal', 'https://[::ffff:a9fe:a9fe]/'],
    ['168 cloud metadata of AWS in IPv6', 'https://[fd00:ec2::254]/'],
    ['168 cloud metadata of Alibaba', 'https://100.100.100.200/'],
    ['168 cloud metadata of Oracle', 'https://192.0.0.192/'],
    ['168 cloud metadata through NAT64', 'https://[64:ff9b::169.254.169.254]/'],
    ['168 the host of a machine at Azure', 'https://168.63.129.16/'],
    ['168 the host of a machine at Azure in hexadecimal', 'https://0xa83f8110/'],
    ['168 the host of a machine at Azure as an IPv4-mapped IPv6 address', 'https://[::ffff:168.63.129.16]/'],
    ['168 cloud metadata of Google by name', 'https://metadata.google.internal/'],
    ['168 cloud metadata of Google by name in capitals', 'https://Metadata.Google.Internal/'],
    ['168 cloud metadata of Google by name with a dot at the end', 'https://metadata.google.internal./'],
    ['168 cloud metadata of Google by its short name', 'https://metadata/'],
    ['168 cloud metadata of Azure by name', 'https://metadata.azure.internal/'],
    ['168 cloud metadata of AWS by name', 'https://instance-data/'],
    ['168 cloud metadata of AWS by its whole name', 'https://instance-data.ec2.internal/'],
    ['168 this machine by name', 'https://localhost/'],
    ['168 this machine by another name', 'https://idp.localhost/'],
    ['168 this machine in the last four bytes', 'https://[::127.0.0.1]/'],
    ['168 this machine in the last four bytes, in hexadecimal', 'https://[::7f00:1]/'],
    ['168 this machine, translated', 'https://[::ffff:0:127.0.0.1]/'],
    ['168 this machine through 6to4', 'https://[2002:7f00:1::]/'],
    ['168 this machine through ISATAP', 'https://[2606:4700::5efe:7f00:1]/'],
    ['168 this machine through ISATAP, marked as global', 'https://[2606:4700::200:5efe:7f00:1]/'],
    ['168 a private network', 'https://192.168.1.1/'],
    ['168 nothing', 'https://0/'],
    ['168 a unique local address', 'https://[fc00::1]/'],
    ['4 http', 'http://idp.example/'],
    ['4 http in capitals', 'HTTP://idp.example/'],
    ['174 a file', 'file:///etc/passwd'],
    ['174 a file at a host', 'file://idp.example/etc/passwd'],
    ['174 gopher', 'gopher://idp.example:6379/_INFO'],
    ['174 data', 'data:application/json,{}'],
    ['174 ftp', 'ftp://idp.example/'],
    ['174 javascript', 'javascript:alert(1)'],
    ['174 a scheme that starts like https', 'https-x://idp.example/'],
    ['174 credentials', 'https://user:secret@idp.example/'],
    ['174 a user name that looks like a host', 'https://idp.example@127.0.0.1/'],
    ['174 a user name without a password', 'https://user@idp.example/'],
    ['174 the port of mail', 'https://idp.example:25/'],
    ['174 the port of Redis', 'https://idp.example:6379/'],
    ['174 the port of http', 'https://idp.example:80/'],
    ['174 no host', 'https://'],
    ['174 a relative address', '/token'],
    ['174 an address without a scheme', '//idp.example/'],
    ['174 an empty text', ''],
    ['174 an IPv6 zone', 'https://[fe80::1%25eth0]/'],
  ])('%s', (_, address) => {
    expect(() => checkAddress(address, nothing)).toThrow(expect.objectContaining({ code: 'address_refused' }))
  })

  it('without repeating its path, query or credentials, which may be secret', () => {
    try {
      checkAddress('http://user:secret@idp.example/path?token=x', nothing)
    } catch (error) {
      expect(error).toMatchObject({ evidence: { received: 'http://idp.example' } })
    }
  })
})

describe('accepts the address', () => {
  it.each(['https://idp.example/', 'https://idp.example:443/', 'https://idp.example:8443/a?b', 'https://1.1.1.1/'])(
    '%s',
    (address) => expect(checkAddress(address, nothing).href).toBe(new URL(address).href),
  )
})

describe('the allow-list of the operator', () => {
  const allow = parseAllowList('idp.internal, localhost:8080 [::1]:9 10.1.0.0/16, fd00::/8')
  it.each([
    'https://idp.internal/',
    'http://idp.internal:8888/',
    'http://localhost:8080/',
    'http://LOCALHOST:8080/',
    'http://[::1]:9/',
    'https://10.1.2.3/',
    'https://[fd12::1]/',
    'https://[::ffff:10.1.2.3]/',
  ])('allows %s', (address) => expect(() => checkAddress(address, allow)).not.toThrow())

  it.each([
    'http://localhost/',
    'http://localhost:8081/',
    'https://user@idp.internal/',
    'http://idp.internal.evil.example/',
    'http://10.1.2.3/',
    'https://10.1.2.3:22/',
    'https://10.2.0.1/',
    'https://127.0.0.1:8080/',
    'file://idp.internal/',
  ])('does not allow %s', (address) => expect(() => checkAddress(address, allow)).toThrow())

  it.each([
    ['metadata.google.internal', 'https://metadata.google.internal/'],
    ['169.254.169.254', 'https://169.254.169.254/'],
    ['169.254.0.0/16', 'https://169.254.169.254/'],
    ['168.63.129.16/32', 'https://168.63.129.16/'],
    ['127.0.0.0/8', 'https://localhost/'],
    ['::/96', 'https://[::127.0.0.1]/'],
  ])('with the entry %s allows %s', (text, address) => {
    expect(() => checkAddress(address, parseAllowList(text))).not.toThrow()
  })

  it('limits a range to its own kind of address', () => {
    expect(isCallable('10.1.255.255', allow)).toBe(true)
    expect(isCallable('10.2.0.0', allow)).toBe(false)
    expect(isCallable('fc00::1', allow)).toBe(false)
    expect(isCallable('::ffff:10.1.0.1', allow)).toBe(true)
  })

  it.each([
    ['10.1', 'https://10.0.0.1/'],
    ['0x7f.1:8080', 'http://127.0.0.1:8080/'],
    ['IDP.Internal:443', 'https://idp.internal/'],
    ['idp.internal:0443', 'https://idp.internal/'],
    ['[0:0:0:0:0:0:0:1]', 'http://[::1]:9/'],
    ['münchen.internal', 'https://xn--mnchen-3ya.internal/'],
  ])('converts %s to the spelling of a URL', (text, address) => {
    expect(() => checkAddress(address, parseAllowList(text))).not.toThrow()
  })
  it('allows only that port for an entry with the usual port', () => {
    expect(() => checkAddress('https://idp.internal:9000/', parseAllowList('idp.internal:443'))).toThrow()
  })

  it.each([
    'http://idp.internal',
    'https:idp.internal',
    'idp.internal/path',
    'user@idp.internal',
    'idp.internal?x',
    'idp.internal#x',
    'idp.internal;other.internal',
    'idp.internal:',
    'idp.internal:99999',
    'idp..internal',
    '*.internal',
    'idp.*',
    '*',
    '10.1.0.0/40',
    '10.1.0.0/99',
    '10.1.0.0/',
    '10.1.0.0/8/8',
    '10.1/16',
    '10.1.0.256/24',
    'fd00::/129',
    'fd00::1',
    'a b/c',
    'idp internal:x',
  ])('refuses the entry %s', (text) => {
    expect(() => parseAllowList(text)).toThrow(
      expect.objectContaining({
        code: 'setting_invalid',
        evidence: expect.objectContaining({ param: 'GATEHOUSE_OUTBOUND_ALLOW' }),
      }),
    )
  })
})
