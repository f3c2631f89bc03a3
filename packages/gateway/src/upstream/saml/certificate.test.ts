/** Texts that are entered as certificates and are none, and the words for them. */
import { describe, expect, it } from 'vitest'
import { resolveSaml } from './metadata.ts'

const cases: readonly (readonly [string, string, string])[] = [
  ['a text', 'hello', 'is not a certificate in PEM: it begins with -----BEGIN CERTIFICATE-----'],
  [
    'a key',
    '-----BEGIN PRIVATE KEY-----\nMIIC\n-----END PRIVATE KEY-----',
    'is a PRIVATE KEY and not a certificate: it begins with -----BEGIN CERTIFICATE-----',
  ],
  ['a part', '-----BEGIN CERTIFICATE-----\nMIIC', 'is a part of a certificate: its last line is missing'],
  [
    'a damaged one',
    '-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----',
    'is framed like a certificate in PEM, but what stands between the two lines is damaged or incomplete',
  ],
]

describe('an entered certificate', () => {
  it.each(cases)('that is %s is refused with the reason', async (_, entered, message) => {
    const settings = { certificates: [entered] }
    const resolved = resolveSaml(undefined as never, 0, settings, settings)
    const errors = [{ param: '/settings/certificates/0', code: 'invalid_format', message }]
    await expect(resolved).rejects.toMatchObject({ code: 'values_invalid', evidence: { errors } })
  })
})
