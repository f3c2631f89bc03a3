import { generateKeyPairSync } from 'node:crypto'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { selfSigned } from '../../../test/saml/certificate.ts'
import { tableText, thingText } from './print.ts'

const plain = stripVTControlCharacters
const organization = {
  object: 'organization',
  id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h',
  name: 'Contoso and a very long name that nobody can read in a narrow terminal',
  external_id: null,
  domains: [{ domain: 'contoso.example' }, { domain: 'contoso.test' }],
  created_at: '2026-11-22T02:34:53.123Z',
}
const table = (things: readonly Record<string, unknown>[], columns?: number): string[] =>
  plain(tableText(things, { columns, ellipsis: '…' } as never)).split('\n')

describe('a table', () => {
  it('shows the columns of its kind, and times to the second', () => {
    const [head, row] = table([organization])
    expect(head).toMatch(/^ID +NAME +EXTERNAL ID +DOMAINS +CREATED AT$/)
    expect(row).toMatch(/^org_\w{26} {2}Contoso.* {2}- +contoso\.example, contoso\.test {2}2026-11-22 02:34:53Z$/)
  })
  it('C5 fits the terminal, and never cuts an id', () => {
    for (const line of table([organization], 100)) expect(line.length).toBeLessThanOrEqual(100)
    expect(table([organization], 40)[1]).toContain(organization.id)
    expect(table([organization], 100)[1]).toContain('…')
  })
  it('C5 leaves out ids that do not fit instead of cutting them', () => {
    const user = { object: 'sign_in', id: organization.id, state: 'failed', organization_id: organization.id }
    expect(table([user], 120)[0]).toMatch(/ORGANIZATION ID$/)
    expect(table([user], 100)[0]).toMatch(/ERROR CODE$/)
  })
  it('prints no control characters of other people’s texts', () => {
    const [, row] = table([{ ...organization, name: 'a\x1b[2Jb\r\nc' }])
    expect(row).toContain('a\\u001b[2Jb c')
  })
})

describe('one resource', () => {
  it('shows nested values below their name', () => {
    const text = plain(
      thingText({ object: 'x', id: 'x_1', empty: {}, on: true, inner: { a: 1 }, list: [{ a: 1, b: 2 }] }),
    )
    expect(text.split('\n')).toEqual([
      'id     x_1',
      'empty  -',
      'on     yes',
      'inner',
      '  a  1',
      'list',
      '- a  1',
      '  b  2',
    ])
  })

  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const certificate = selfSigned(key, 'Signing', 0, Date.parse('2029-11-03T00:00:00Z'))

  it('names the certificates of settings', () => {
    const settings = { certificates: [certificate] }
    const lines = plain(thingText({ id: 'conn_1', settings, candidate: { settings } })).split('\n')
    expect(lines.map((line) => line.replace(/[0-9A-F]{64}/, 'THUMBPRINT'))).toEqual([
      'id         conn_1',
      'settings',
      '  certificates',
      '  - subject            CN=Signing',
      '    sha256_thumbprint  THUMBPRINT',
      '    not_after          2029-11-03 00:00:00Z',
      'candidate',
      '  settings',
      '    certificates',
      '    - subject            CN=Signing',
      '      sha256_thumbprint  THUMBPRINT',
      '      not_after          2029-11-03 00:00:00Z',
    ])
  })

  it('keeps the lines of a certificate that is to be copied', () => {
    const text = plain(thingText({ certificate: { pem: certificate } }))
    expect(text).toBe(`certificate\n  pem\n${certificate.trimEnd()}`)
  })

  it('trusts no frame around other text', () => {
    const framed = certificate.replace('MII', 'MII\x1b[2J')
    expect(plain(thingText({ pem: framed, certificates: [framed] }))).toContain('MII\\u001b[2J')
  })
})
