/** The findings about signing certificates: their ends, and the length of their keys. */
import { generateKeyPairSync } from 'node:crypto'
import { dayMs } from '@gatehouse-sso/core/time'
import { describe, expect, it } from 'vitest'
import { selfSigned } from '../../../test/saml/certificate.ts'
import { certificateFindings, type WatchedSettings } from './examine-certificates.ts'

const now = Date.parse('2026-11-27T12:00:00Z')
const keyOf = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength }).privateKey
const long = keyOf(2048)
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const until = (days: number, key = long, name = `certificate of ${days} days`): string =>
  selfSigned(key, name, now - 400 * dayMs, now + days * dayMs)
const short = until(400, keyOf(1024), 'short')

type Case = readonly [string, Partial<WatchedSettings>, readonly string[]]

const cases: readonly Case[] = [
  ['that last are fine', { certificates: [until(400)] }, ['ok']],
  ['of an elliptic curve are fine', { certificates: [until(400, curve)] }, ['ok']],
  ['of which the last one ends soon', { certificates: [until(59)] }, ['warn saml_certificate_expiring']],
  ['that all end soon are told once', { certificates: [until(20), until(59)] }, ['warn saml_certificate_expiring']],
  ['that have ended', { certificates: [until(-1)] }, ['warn saml_certificate_expiring']],
  [
    'that have ended where ends count',
    { certificates: [until(-1)], enforce_certificate_expiry: true },
    ['fail saml_certificate_expired'],
  ],
  [
    'of which an older one ends soon',
    { certificates: [until(20), until(400)] },
    ['ok', 'warn saml_certificate_superseded CN=certificate of 20 days, until 2026-12-17'],
  ],
  ['of which an older one has ended are fine', { certificates: [until(-1), until(400)] }, ['ok']],
  ['with a short key', { certificates: [short] }, ['ok', 'warn saml_sha1_refused 1024 bits: CN=short']],
  ['with a short key that is allowed are fine', { certificates: [short], sha1_until: '2026-11-27' }, ['ok']],
  [
    'with a short key that was allowed',
    { certificates: [short], sha1_until: '2026-11-26' },
    ['ok', 'warn saml_sha1_refused 1024 bits: CN=short'],
  ],
]

describe('signing certificates', () => {
  it.each(cases)('%s', (_, change, expected) => {
    const found = certificateFindings({ certificates: [], enforce_certificate_expiry: false, ...change }, now)
    const told = found.map(({ result, failure, received }, index) =>
      [result, failure?.code, index > 0 ? received : undefined].filter((each) => each !== undefined).join(' '),
    )
    expect(told).toEqual(expected)
  })
})
