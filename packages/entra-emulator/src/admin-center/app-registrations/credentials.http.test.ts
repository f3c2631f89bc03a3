import { X509Certificate } from 'node:crypto'
import { importPKCS8, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openDesk, secretOn } from '../../../test/admin-center.ts'
import { textOf } from '../../../test/browser.ts'
import { clientCertificate } from '../../../test/certificate.ts'
import { codeFor, redeem } from '../../../test/code.ts'
import { cid, contoso, tid } from '../../../test/contoso.ts'
import { type Emulator, startEmulator } from '../../emulator.ts'

const ada = { name: 'ada@contoso.example', password: 'ada-password' }
const start = Date.parse('2026-11-26T12:00:00Z')
const day = 86_400_000

describe('Certificates & secrets', () => {
  let emulator: Emulator
  let desk: Desk
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso, now: () => start })
  })
  afterAll(() => emulator.close())
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    desk = await openDesk(emulator.url, ada)
  })
  const here = `/app-registrations/${cid}/certificates-and-secrets`
  const stored = async () => Object(await emulator.admin('GET', `/tenants/${tid}/applications/${cid}`))
  const directory = async () => JSON.stringify(await emulator.admin('GET', '/directory'))

  describe('a client secret', () => {
    it('is shown once beside its ID, and works at the token endpoint', async () => {
      const view = await desk.fill(`${here}?add=secret`, 'Add', { description: 'Gatehouse' })
      const { value, key_id } = secretOn(view)
      expect(value).toMatch(/^.{3}8Q~.{34}$/)
      expect((await redeem(emulator, await codeFor(emulator), { client_secret: value })).status).toBe(200)
      const wrong = await redeem(emulator, await codeFor(emulator), { client_secret: key_id })
      expect(wrong.json.error_codes).toEqual([7000215])
      for (const later of [
        await desk.browser.open(view.url),
        await desk.at(here),
        await desk.at(`/app-registrations/${cid}/manifest`),
      ]) {
        expect(later.text).not.toContain(value)
        expect(later.text).toContain(key_id)
      }
      expect(textOf(await desk.at(here))).toContain(`${value.slice(0, 3)}******`)
    })

    it('is not shown to another account that has the address', async () => {
      const ben = { name: 'ben@contoso.example', password: 'ben-password' }
      const other = await openDesk(emulator.url, ben)
      const body = new URLSearchParams({ act: 'add-secret', expires: '180' })
      const cookieless = await desk.browser.open(`${emulator.url}/admin-center${here}`, { method: 'POST', body })
      const { value } = secretOn(cookieless)
      expect((await other.browser.open(cookieless.url)).text).not.toContain(value)
    })

    it.each([
      { expires: '180', days: 180 },
      { expires: '90', days: 90 },
      { expires: '365', days: 365 },
      { expires: '545', days: 545 },
      { expires: '730', days: 730 },
    ])('lives $days days, and is refused after them', async ({ expires, days }) => {
      const { value } = secretOn(await desk.fill(`${here}?add=secret`, 'Add', { expires }))
      expect((await stored()).passwordCredentials.at(-1).endDateTime).toBe(new Date(start + days * day).toISOString())
      await emulator.admin('POST', '/clock', { advance_seconds: days * 86_400 - 60 })
      expect((await redeem(emulator, await codeFor(emulator), { client_secret: value })).status).toBe(200)
      await emulator.admin('POST', '/clock', { advance_seconds: 120 })
      const late = await redeem(emulator, await codeFor(emulator), { client_secret: value })
      expect(late.json.error_codes).toEqual([7000222])
    })

    it('has its own days with Custom', async () => {
      await desk.fill(`${here}?add=secret`, 'Add', { expires: 'custom', start: '2026-12-01', end: '2028-12-01' })
      expect((await stored()).passwordCredentials.at(-1)).toMatchObject({
        startDateTime: '2026-12-01T00:00:00.000Z',
        endDateTime: '2028-12-01T00:00:00.000Z',
      })
    })

    it.each([
      {
        name: 'a day more than 24 months',
        fields: { expires: 'custom', start: '2026-12-01', end: '2028-12-02' },
        says: 'at most 24 months',
      },
      {
        name: 'more than 24 months from now',
        fields: { expires: 'custom', end: '2028-11-27' },
        says: 'at most 24 months',
      },
      {
        name: 'an end before the start',
        fields: { expires: 'custom', start: '2027-02-02', end: '2027-02-01' },
        says: 'End: must be after',
      },
      {
        name: 'an end in the past',
        fields: { expires: 'custom', start: '2025-01-01', end: '2026-01-01' },
        says: 'and in the future',
      },
      { name: 'a day that does not exist', fields: { expires: 'custom', end: '2027-02-30' }, says: 'End: enter a day' },
      { name: 'Custom without an end', fields: { expires: 'custom' }, says: 'End: enter a day' },
      { name: 'another number of days', fields: { expires: '3650' }, says: 'Expires: choose a lifetime.' },
      { name: 'a long description', fields: { description: 'x'.repeat(129) }, says: 'Description: at most 128' },
    ])('is refused with $name', async ({ fields, says }) => {
      const before = await directory()
      const view = await desk.fill(`${here}?add=secret`, 'Add', fields)
      expect([view.status, textOf(view)]).toEqual([400, expect.stringContaining(says)])
      expect(await directory()).toBe(before)
    })

    it('is deleted, and then refused', async () => {
      const { value } = secretOn(await desk.fill(`${here}?add=secret`, 'Add', { description: 'Old' }))
      await desk.fill(here, 'Delete Old')
      const gone = await redeem(emulator, await codeFor(emulator), { client_secret: value })
      expect(gone.json.error_codes).toEqual([7000215])
    })
  })

  describe('a certificate', () => {
    const tab = `${here}?tab=certificates&add=certificate`
    const { cert, key, x5tS256, sha1 } = clientCertificate()
    const upload = (content: string | Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}) => {
      const body = new FormData()
      body.set('act', 'add-certificate')
      body.set('certificate', new File([content], 'client.cer'))
      for (const [name, value] of Object.entries(fields)) body.set(name, value)
      return desk.browser.open(`${emulator.url}/admin-center${tab}`, { method: 'POST', body })
    }

    it.each([
      { name: 'PEM', content: cert },
      { name: 'DER', content: new Uint8Array(new X509Certificate(cert).raw) },
    ])('is uploaded as $name, and signs the client in', async ({ content }) => {
      const view = await upload(content, { description: 'Gatehouse' })
      expect(textOf(view)).toContain(sha1.toUpperCase())
      // The certificate is of this moment, so the emulator's clock must be too.
      const seconds = Math.floor(Date.now() / 1000) + 60
      await emulator.admin('POST', '/clock', { advance_seconds: seconds - start / 1000 })
      const assertion = await new SignJWT({ jti: 'one' })
        .setProtectedHeader({ alg: 'PS256', 'x5t#S256': x5tS256 })
        .setIssuer(cid)
        .setSubject(cid)
        .setAudience(`${emulator.url}/${tid}/oauth2/v2.0/token`)
        .setNotBefore(seconds)
        .setExpirationTime(seconds + 300)
        .sign(await importPKCS8(key, 'PS256'))
      const { json } = await redeem(emulator, await codeFor(emulator), {
        client_secret: undefined,
        client_assertion: assertion,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      })
      expect(json).toHaveProperty('access_token')
    })

    it('is pasted, and deleted', async () => {
      await desk.fill(tab, 'Add', { pem: cert })
      expect((await stored()).keyCredentials).toHaveLength(1)
      await desk.fill(`${here}?tab=certificates`, `Delete certificate ${sha1.toUpperCase()}`)
      expect((await stored()).keyCredentials).toHaveLength(0)
    })

    it.each([
      { name: 'nothing', content: '', says: 'Certificate: choose a file' },
      { name: 'a text', content: 'hello', says: 'Certificate: must be a certificate' },
      { name: 'a private key', content: `${cert}${key}`, says: 'this has a private key' },
    ])('is not $name', async ({ content, says }) => {
      const view = await upload(content)
      expect([view.status, textOf(view)]).toEqual([400, expect.stringContaining(says)])
      expect((await stored()).keyCredentials).toHaveLength(0)
    })

    it.each([
      { name: 'a body that is no form', type: 'multipart/form-data; boundary=x', body: 'nonsense', status: 403 },
      {
        name: 'a file that is too large',
        type: 'multipart/form-data; boundary=x',
        body: 'x'.repeat(70_000),
        status: 413,
      },
    ])('is refused with $name', async ({ type, body, status }) => {
      const url = `${emulator.url}/admin-center${tab}`
      const view = await desk.browser.open(url, { method: 'POST', headers: { 'content-type': type }, body })
      expect(view.status).toBe(status)
      expect((await stored()).keyCredentials).toHaveLength(0)
    })
  })

  describe('a federated credential', () => {
    const tab = `${here}?tab=federated-credentials`
    const fields = {
      scenario: 'other',
      issuer: 'https://sso.example/federation',
      subject: 'org:1:connection:1',
      name: 'gatehouse',
    }

    it('is added with the audience of Entra, and deleted', async () => {
      await desk.fill(`${tab}&add=credential`, 'Add', fields)
      expect((await stored()).federatedIdentityCredentials).toMatchObject([
        {
          name: 'gatehouse',
          issuer: fields.issuer,
          subject: fields.subject,
          audiences: ['api://AzureADTokenExchange'],
        },
      ])
      await desk.fill(tab, 'Delete gatehouse')
      expect((await stored()).federatedIdentityCredentials).toEqual([])
    })

    it.each([
      { name: 'no scenario', change: { scenario: '' }, says: 'scenario: select Other issuer' },
      { name: 'no issuer', change: { issuer: undefined }, says: 'Issuer: enter a value.' },
      { name: 'an issuer that is no address', change: { issuer: 'gatehouse' }, says: 'Issuer: must be an address' },
      { name: 'a blank in the name', change: { name: 'my gateway' }, says: 'Name: must be 3 to 120 of' },
      { name: 'a long subject', change: { subject: 'x'.repeat(601) }, says: 'Subject identifier: at most 600' },
    ])('is refused with $name', async ({ change, says }) => {
      const view = await desk.fill(`${tab}&add=credential`, 'Add', { ...fields, ...change })
      expect([view.status, textOf(view)]).toEqual([400, expect.stringContaining(says)])
      expect((await stored()).federatedIdentityCredentials).toEqual([])
    })

    it('is the only one with its name, and of at most 20', async () => {
      for (let index = 0; index < 20; index += 1) {
        await desk.fill(`${tab}&add=credential`, 'Add', {
          ...fields,
          name: `one-${index}`,
          subject: `subject-${index}`,
        })
      }
      const more = await desk.fill(`${tab}&add=credential`, 'Add', fields)
      expect(textOf(more)).toContain('Federated credentials: must have at most 20 entries')
    })
  })
})
