import { importPKCS8, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ClientCertificate, clientCertificate } from '../../test/certificate.ts'
import { codeFor, token } from '../../test/code.ts'
import { apiCid, authorizeUrl, cid, contoso, daemonCid, redirectUri, secret, tid } from '../../test/contoso.ts'
import { type Answer, unverified } from '../../test/http.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

interface Parts {
  readonly alg?: string
  readonly header?: Record<string, string | undefined>
  readonly claims?: Readonly<Record<string, unknown>>
  readonly signer?: ClientCertificate
}

describe('a client assertion', () => {
  let emulator: Emulator
  let own: ClientCertificate
  let other: ClientCertificate
  beforeAll(async () => {
    own = clientCertificate()
    other = clientCertificate()
    emulator = await startEmulator({ fixture: contoso })
  })
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    for (const id of [daemonCid, cid]) await upload(id, own)
  })
  afterAll(() => emulator.close())

  const upload = (id: string, { cert }: ClientCertificate) =>
    emulator.admin('PATCH', `/tenants/${tid}/applications/${id}`, { keyCredentials: [{ key: cert }] })
  const seconds = () => Math.floor(Date.now() / 1000)
  const signed = async (id: string, { alg = 'PS256', header = {}, claims = {}, signer = own }: Parts = {}) => {
    const key = await importPKCS8(signer.key, alg)
    const aud = `${emulator.url}/${tid}/oauth2/v2.0/token`
    const times = { nbf: seconds(), exp: seconds() + 600 }
    return new SignJWT({ aud, iss: id, sub: id, jti: crypto.randomUUID(), ...times, ...claims })
      .setProtectedHeader({ alg, 'x5t#S256': own.x5tS256, ...header })
      .sign(key)
  }
  const ask = (client_assertion: string, more: Record<string, string | undefined> = {}): Promise<Answer> =>
    token(emulator, {
      grant_type: 'client_credentials',
      client_id: daemonCid,
      client_secret: undefined,
      client_assertion,
      client_assertion_type: jwtBearer,
      scope: `api://${apiCid}/.default`,
      ...more,
    })

  const accepted: { name: string; parts: () => Parts }[] = [
    { name: 'PS256 and the SHA-256 thumbprint', parts: () => ({}) },
    {
      name: 'RS256 and the SHA-1 thumbprint',
      parts: () => ({ alg: 'RS256', header: { 'x5t#S256': undefined, x5t: own.x5t } }),
    },
    {
      name: 'the token endpoint by domain as its audience',
      parts: () => ({ claims: { aud: `${emulator.url}/contoso.example/oauth2/v2.0/token` } }),
    },
    { name: 'the issuer as its audience', parts: () => ({ claims: { aud: `${emulator.url}/${tid}/v2.0` } }) },
    { name: 'a clock that is a minute behind', parts: () => ({ claims: { exp: seconds() - 60 } }) },
  ]
  it.each(accepted)('with $name is accepted', async ({ parts }) => {
    const { status, json } = await ask(await signed(daemonCid, parts()))
    expect(status).toBe(200)
    expect(unverified(json.access_token).payload).toMatchObject({ azp: daemonCid, azpacr: '2' })
  })

  it('redeems a code and refreshes', async () => {
    const code = await codeFor(emulator, { scope: 'openid offline_access' })
    const client = async () => ({ client_id: cid, scope: undefined, redirect_uri: redirectUri })
    const redeemed = await ask(await signed(cid), { ...(await client()), grant_type: 'authorization_code', code })
    expect(redeemed.status).toBe(200)
    const { refresh_token } = redeemed.json
    const refreshed = await ask(await signed(cid), {
      ...(await client()),
      grant_type: 'refresh_token',
      refresh_token: String(refresh_token),
    })
    expect(refreshed.json).toHaveProperty('id_token')
  })

  it('is one of several certificates', async () => {
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${daemonCid}`, {
      keyCredentials: [{ key: other.cert }, { key: own.cert }],
    })
    expect((await ask(await signed(daemonCid))).status).toBe(200)
  })

  it('leaves the secret valid', async () => {
    const { parameters } = await emulator.signIn(authorizeUrl(emulator.url), 'ada@contoso.example')
    const answer = await token(emulator, {
      grant_type: 'authorization_code',
      code: String(parameters.get('code')),
      redirect_uri: redirectUri,
      client_secret: secret,
    })
    expect(answer.status).toBe(200)
  })

  const hour = 3600
  const refused: { name: string; parts?: () => Parts; more?: Record<string, string | undefined>; code: number }[] = [
    { name: 'the key of another certificate', parts: () => ({ signer: other }), code: 700027 },
    {
      name: 'a certificate that is not uploaded',
      parts: () => ({ signer: other, header: { 'x5t#S256': other.x5tS256 } }),
      code: 700027,
    },
    { name: 'no thumbprint', parts: () => ({ header: { 'x5t#S256': undefined } }), code: 700027 },
    { name: 'RS512', parts: () => ({ alg: 'RS512' }), code: 700027 },
    { name: 'another issuer', parts: () => ({ claims: { iss: cid } }), code: 700021 },
    { name: 'another subject', parts: () => ({ claims: { sub: cid } }), code: 700021 },
    {
      name: 'the audience of another server',
      parts: () => ({ claims: { aud: 'https://login.microsoftonline.com/' } }),
      code: 700023,
    },
    { name: 'no audience', parts: () => ({ claims: { aud: undefined } }), code: 700023 },
    { name: 'an end an hour ago', parts: () => ({ claims: { exp: seconds() - hour } }), code: 700024 },
    { name: 'no end', parts: () => ({ claims: { exp: undefined } }), code: 700024 },
    {
      name: 'a beginning in an hour',
      parts: () => ({ claims: { nbf: seconds() + hour, exp: seconds() + 2 * hour } }),
      code: 700024,
    },
    { name: 'no type', more: { client_assertion_type: undefined }, code: 900144 },
    { name: 'another type', more: { client_assertion_type: 'x' }, code: 90023 },
  ]
  it.each(refused)('with $name is refused with $code', async ({ parts = () => ({}), more, code }) => {
    const { json } = await ask(await signed(daemonCid, parts()), more)
    expect(json.error_codes).toEqual([code])
  })

  it('that was changed after it was signed is refused', async () => {
    const [header, , signature] = (await signed(daemonCid)).split('.')
    const [, payload] = (await signed(daemonCid, { claims: { exp: seconds() + 9999 } })).split('.')
    expect((await ask(`${header}.${payload}.${signature}`)).json.error_codes).toEqual([700027])
  })

  it('without a signature is refused', async () => {
    const [, payload] = (await signed(daemonCid)).split('.')
    const header = Buffer.from(JSON.stringify({ alg: 'none', 'x5t#S256': own.x5tS256 })).toString('base64url')
    expect((await ask(`${header}.${payload}.`)).json.error_codes).toEqual([700027])
  })

  it.each([
    { by: hour, says: 'it is 1 hour ahead of' },
    { by: -hour, says: 'it is 1 hour behind' },
  ])('refused because the clock was moved by $by s blames the clock', async ({ by, says }) => {
    const assertion = await signed(daemonCid)
    await emulator.admin('POST', '/clock', { advance_seconds: by })
    const { json } = await ask(assertion)
    expect(json.error_codes).toEqual([700024])
    expect(json.error_description).toContain(`The emulator's clock was moved: ${says} this machine's.`)
    expect(json.error_description).toContain('POST /_admin/clock/reset sets it back.')
    await emulator.admin('POST', '/clock/reset')
    expect((await ask(assertion)).status).toBe(200)
  })

  it('of a certificate that has ended is refused, and blames the clock', async () => {
    await emulator.admin('POST', '/clock', { advance_seconds: 40 * 86_400 })
    const later = seconds() + 40 * 86_400
    const { json } = await ask(await signed(daemonCid, { claims: { nbf: later, exp: later + 600 } }))
    expect(json.error_codes).toEqual([1000502])
    expect(json.error_description).toContain('it is 40 days ahead of')
  })

  it.each([
    { name: 'text', key: () => 'x', says: 'keyCredentials[0].key: must be a certificate' },
    {
      name: 'a certificate with an elliptic curve',
      key: () => clientCertificate(1, ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']).cert,
      says: 'keyCredentials[0].key: must have an RSA key, has ec',
    },
  ])('cannot be prepared with $name', async ({ key, says }) => {
    const change = emulator.admin('PATCH', `/tenants/${tid}/applications/${cid}`, { keyCredentials: [{ key: key() }] })
    await expect(change).rejects.toThrow(says)
  })

  it('survives a copy of the directory', async () => {
    const directory = (await emulator.admin('GET', '/directory')) as object
    expect(JSON.stringify(directory)).not.toContain('PRIVATE KEY')
    await emulator.admin('PUT', '/directory', directory)
    expect((await ask(await signed(daemonCid))).status).toBe(200)
  })
})
