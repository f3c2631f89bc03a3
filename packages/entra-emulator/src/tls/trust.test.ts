import { expect, it } from 'vitest'
import { makeCertificate } from './make-certificate.ts'
import { trustLines } from './trust.ts'

const chromium = (lines: ReturnType<typeof trustLines>): string =>
  lines.find(([name]) => name.includes('Chromium'))?.[1] ?? ''

it('says how to trust under a name that the next certificate does not have', async () => {
  const [one, two] = await Promise.all([makeCertificate(0), makeCertificate(0)])
  const name = (ca: string): string => / -n (\S+) /.exec(chromium(trustLines({ ca, ca_file: '/ca.pem' })))?.[1] ?? ''
  expect(name(one.ca)).toMatch(/^entra-emulator-[0-9a-f]{8}$/)
  expect(name(one.ca)).not.toBe(name(two.ca))
})

it('quotes a path for the shell', async () => {
  const { ca } = await makeCertificate(0)
  for (const [, line] of trustLines({ ca, ca_file: "/it's here/ca.pem" }))
    expect(line).toContain("'/it'\\''s here/ca.pem'")
  for (const [, line] of trustLines({ ca, ca_file: '/here/ca.pem' })) expect(line).not.toContain("'")
})
