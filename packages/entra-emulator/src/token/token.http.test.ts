import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codeFor, redeem, token } from '../../test/code.ts'
import {
  apiCid,
  apiOneCid,
  cid,
  contoso,
  daemonCid,
  fabrikamTid,
  multiCid,
  nativeCid,
  secret,
  spaCid,
  tid,
} from '../../test/contoso.ts'
import { type Answer, guid, namesOf, postForm, unverified } from '../../test/http.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
const spaUri = 'https://spa.example/callback'

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

describe('/token', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  afterAll(() => emulator.close())
  beforeEach(() => emulator.admin('POST', '/reset'))

  const failed = (answer: Answer) => ({
    status: answer.status,
    error: answer.json.error,
    codes: answer.json.error_codes,
  })

  it('responds to a code in the documented order', async () => {
    const code = await codeFor(emulator, { scope: 'openid profile email offline_access', client_info: '1' })
    expect(code).toMatch(/^1\.AS4A[\w-]{800}$/)
    const answer = await redeem(emulator, code)
    expect(answer.status).toBe(200)
    expect(namesOf(answer.json)).toEqual([
      'token_type',
      'scope',
      'expires_in',
      'ext_expires_in',
      'access_token',
      'refresh_token',
      'id_token',
      'client_info',
    ])
    expect(answer.json).toMatchObject({
      token_type: 'Bearer',
      scope: 'email openid profile',
      refresh_token: expect.stringMatching(/^1\.AS4A/),
    })
    expect(answer.json.ext_expires_in).toBe(answer.json.expires_in)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store, no-cache',
      pragma: 'no-cache',
      expires: '-1',
      'x-ms-request-id': expect.stringMatching(guid),
      'x-ms-ests-server': expect.any(String),
      'x-ms-clitelem': '1,0,0,,',
    })
    const { header, payload } = unverified(answer.json.id_token)
    expect(
      Object.entries(header).map(([name, value]) => (name === 'kid' ? [name, typeof value] : [name, value])),
    ).toEqual([
      ['typ', 'JWT'],
      ['alg', 'RS256'],
      ['kid', 'string'],
    ])
    expect(JSON.parse(Buffer.from(String(answer.json.client_info), 'base64url').toString())).toEqual({
      uid: payload.oid,
      utid: tid,
    })
  })

  it('gives a refresh token only with offline_access, an ID token only with openid', async () => {
    expect(namesOf((await redeem(emulator, await codeFor(emulator))).json)).not.toContain('refresh_token')
    const without = await redeem(emulator, await codeFor(emulator, { scope: 'User.Read' }))
    expect(namesOf(without.json)).toEqual(['token_type', 'scope', 'expires_in', 'ext_expires_in', 'access_token'])
  })

  it('writes an error in the documented form', async () => {
    const correlationId = 'c0ffee00-1111-4222-8333-444455556666'
    const answer = await redeem(
      emulator,
      'x',
      { client_secret: 'wrong' },
      { headers: { 'client-request-id': correlationId } },
    )
    const { trace_id: traceId, timestamp } = answer.json
    expect(answer.status).toBe(401)
    expect(answer.text).toBe(
      JSON.stringify({
        error: 'invalid_client',
        error_description: `AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${cid}'.\r\nTrace ID: ${traceId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}`,
        error_codes: [7000215],
        timestamp,
        trace_id: traceId,
        correlation_id: correlationId,
        error_uri: `${emulator.url}/error?code=7000215`,
      }),
    )
    expect(timestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/)
    expect(answer.headers.get('x-ms-request-id')).toBe(traceId)
    expect(answer.headers.get('client-request-id')).toBe(correlationId)
    expect(answer.headers.get('cache-control')).toBe('no-store, no-cache')
    // The pattern with which clients parse the text.
    const parsed = /^AADSTS(\d+):\s*(.*?)(?:\s*(?:\r\n|\s)Trace ID:\s*([0-9a-f-]{36}))/s.exec(
      String(answer.json.error_description),
    )
    expect([parsed?.[1], parsed?.[3]]).toEqual(['7000215', traceId])
  })

  /** A good request with one thing wrong. */
  const wrong: {
    name: string
    change: Record<string, string | undefined>
    word?: string
    expected: [number, string, number]
  }[] = [
    { name: 'no grant type', change: { grant_type: undefined }, expected: [400, 'invalid_request', 900144] },
    {
      name: 'an unknown grant type',
      change: { grant_type: 'password' },
      expected: [400, 'unsupported_grant_type', 70003],
    },
    {
      name: 'a grant type that every object has as a property',
      change: { grant_type: 'toString' },
      expected: [400, 'unsupported_grant_type', 70003],
    },
    { name: 'no client id', change: { client_id: undefined }, expected: [400, 'invalid_request', 900144] },
    { name: 'an unknown application', change: { client_id: tid }, expected: [400, 'unauthorized_client', 700016] },
    {
      name: 'an application of another tenant',
      change: {},
      word: fabrikamTid,
      expected: [400, 'unauthorized_client', 700016],
    },
    { name: 'an unknown tenant', change: {}, word: 'nowhere.example', expected: [400, 'invalid_request', 90002] },
    {
      name: 'an application of one tenant at /common',
      change: {},
      word: 'common',
      expected: [400, 'invalid_request', 50194],
    },
    { name: 'no secret', change: { client_secret: undefined }, expected: [401, 'invalid_client', 7000218] },
    { name: 'a wrong secret', change: { client_secret: 'x' }, expected: [401, 'invalid_client', 7000215] },
    {
      name: 'the Secret ID',
      change: { client_secret: '0d5a7c31-9e4b-4f26-8a13-7b2c4d6e8f90' },
      expected: [401, 'invalid_client', 7000215],
    },
    {
      name: 'an assertion with an unknown certificate',
      change: { client_secret: undefined, client_assertion: 'a.b.c', client_assertion_type: jwtBearer },
      expected: [401, 'invalid_client', 700027],
    },
    { name: 'no code', change: { code: undefined }, expected: [400, 'invalid_request', 900144] },
    { name: 'no redirect URI', change: { redirect_uri: undefined }, expected: [400, 'invalid_request', 900144] },
    {
      name: 'another registered redirect URI',
      change: { redirect_uri: 'https://bare.example' },
      expected: [401, 'invalid_client', 500112],
    },
    { name: 'text that is not a code', change: { code: 'x' }, expected: [400, 'invalid_grant', 9002313] },
    { name: 'the code of another client', change: { client_id: multiCid }, expected: [400, 'invalid_grant', 70000] },
    {
      name: 'a wrong verifier',
      change: { code_verifier: verifier.slice(1) },
      expected: [400, 'invalid_grant', 501481],
    },
    { name: 'no verifier', change: { code_verifier: undefined }, expected: [400, 'invalid_grant', 501481] },
    {
      name: 'scopes of two APIs',
      change: { scope: `api://${apiCid}/access_as_user api://${apiOneCid}/access_as_user` },
      expected: [400, 'invalid_scope', 28000],
    },
    {
      name: 'a scope without consent',
      change: { scope: `api://${apiCid}/access_as_user` },
      expected: [400, 'invalid_grant', 65001],
    },
    { name: 'an unknown API', change: { scope: 'api://nothing/x' }, expected: [400, 'invalid_resource', 500011] },
    { name: 'an unknown permission', change: { scope: 'User.Reed' }, expected: [401, 'invalid_client', 650053] },
    {
      name: 'a scope without a permission',
      change: { scope: 'api://nothing/' },
      expected: [400, 'invalid_scope', 70011],
    },
  ]
  it.each(wrong)('refuses $name', async ({ change, word, expected }) => {
    const code = await codeFor(emulator, { code_challenge: challenge, code_challenge_method: 'S256' })
    const answer = await redeem(
      emulator,
      code,
      { code_verifier: verifier, ...change },
      word === undefined ? {} : { word },
    )
    expect(failed(answer)).toEqual({ status: expected[0], error: expected[1], codes: [expected[2]] })
  })

  it('refuses a repeated parameter', async () => {
    const url = `${emulator.url}/${tid}/oauth2/v2.0/token`
    const answer = await fetch(url, { method: 'POST', body: new URLSearchParams('grant_type=a&grant_type=b') })
    expect(await answer.json()).toMatchObject({ error: 'invalid_request', error_codes: [9000411] })
  })

  it('shows a page for a GET of a browser', async () => {
    const answer = await fetch(`${emulator.url}/${tid}/oauth2/v2.0/token`)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(
      'AADSTS900561: The endpoint only accepts POST requests. Received a GET request.',
    )
  })

  it('has suberror where Entra has it', async () => {
    expect((await redeem(emulator, 'x')).json).toMatchObject({ suberror: 'bad_token' })
    const code = await codeFor(emulator)
    const answer = await redeem(emulator, code, { scope: `api://${apiCid}/access_as_user` })
    expect(namesOf(answer.json).at(-1)).toBe('suberror')
    expect(answer.json.suberror).toBe('consent_required')
  })

  describe('a code', () => {
    it('can be redeemed once, even by two concurrent requests', async () => {
      const code = await codeFor(emulator)
      const answers = await Promise.all([redeem(emulator, code), redeem(emulator, code)])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
      expect(failed(await redeem(emulator, code))).toEqual({ status: 400, error: 'invalid_grant', codes: [54005] })
    })

    it('expires after ten minutes', async () => {
      const [early, late] = [await codeFor(emulator), await codeFor(emulator)]
      await emulator.admin('POST', '/clock', { advance_seconds: 590 })
      expect((await redeem(emulator, early)).status).toBe(200)
      await emulator.admin('POST', '/clock', { advance_seconds: 20 })
      expect(failed(await redeem(emulator, late))).toEqual({ status: 400, error: 'invalid_grant', codes: [70008] })
    })

    it('can be redeemed only under its own tenant path', async () => {
      const atTenant = await codeFor(emulator, { client_id: multiCid })
      const elsewhere = { client_id: multiCid }
      for (const word of ['common', 'organizations', fabrikamTid]) {
        expect(failed(await redeem(emulator, atTenant, elsewhere, { word }))).toMatchObject({ codes: [700005] })
      }
      expect((await redeem(emulator, atTenant, elsewhere, { word: 'contoso.test' })).status).toBe(200)
      const atCommon = await codeFor(emulator, { client_id: multiCid }, undefined, 'common')
      expect(failed(await redeem(emulator, atCommon, elsewhere))).toMatchObject({ codes: [700005] })
      expect((await redeem(emulator, atCommon, elsewhere, { word: 'common' })).status).toBe(200)
    })

    it.each(['S256', 'plain', undefined])('with a challenge by %s is redeemed with its verifier', async (method) => {
      const code_challenge = method === 'S256' ? challenge : verifier
      const code = await codeFor(emulator, { code_challenge, code_challenge_method: method })
      expect((await redeem(emulator, code, { code_verifier: verifier })).status).toBe(200)
    })

    it('is refused if the user is disabled, deleted or no longer assigned', async () => {
      const changes = [
        {
          change: () => emulator.admin('PATCH', `/tenants/${tid}/users/ben@contoso.example`, { accountEnabled: false }),
          code: 50057,
        },
        {
          change: () =>
            emulator.admin('PATCH', `/tenants/${tid}/applications/${cid}`, { appRoleAssignmentRequired: true }),
          code: 50105,
        },
        { change: () => emulator.admin('DELETE', `/tenants/${tid}/users/ben@contoso.example`), code: 50034 },
        {
          change: () => emulator.admin('PATCH', `/tenants/${tid}/applications/${cid}`, { enabled: false }),
          code: 7000112,
        },
      ]
      for (const { change, code: expected } of changes) {
        await emulator.admin('POST', '/reset')
        const code = await codeFor(emulator, {}, { name: 'ben@contoso.example', password: 'ben-password' })
        await change()
        expect(failed(await redeem(emulator, code)).codes).toEqual([expected])
      }
    })
  })

  describe('client authentication', () => {
    const basic = (id: string, text: string) => ({
      authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(text)}`).toString('base64')}`,
    })

    it('accepts client_secret_basic, form-encoded', async () => {
      const code = await codeFor(emulator)
      const bare = { client_id: undefined, client_secret: undefined }
      expect((await redeem(emulator, code, bare, { headers: basic(cid, secret) })).status).toBe(200)
      const again = await redeem(emulator, await codeFor(emulator), bare, { headers: basic(cid, 'wrong') })
      expect(failed(again)).toEqual({ status: 401, error: 'invalid_client', codes: [7000215] })
    })

    it('refuses two clients in one request', async () => {
      const answer = await redeem(emulator, 'x', { client_id: multiCid }, { headers: basic(cid, secret) })
      expect(failed(answer).codes).toEqual([90023])
    })

    it('accepts two secrets, each until it expires', async () => {
      const path = `/tenants/${tid}/applications/${cid}/passwordCredentials`
      const added = await emulator.admin('POST', path, {
        displayName: 'next',
        secretText: 'NEW8Q~second-secret-of-the-application',
      })
      expect(added).toMatchObject({ displayName: 'next', keyId: expect.stringMatching(guid) })
      const withSecret = async (client_secret: string) => redeem(emulator, await codeFor(emulator), { client_secret })
      expect((await withSecret('NEW8Q~second-secret-of-the-application')).status).toBe(200)
      expect((await withSecret(secret)).status).toBe(200)
      await emulator.admin('POST', `${path}/0d5a7c31-9e4b-4f26-8a13-7b2c4d6e8f90/expire`)
      expect(failed(await withSecret(secret))).toEqual({ status: 401, error: 'invalid_client', codes: [7000222] })
      expect((await withSecret('NEW8Q~second-secret-of-the-application')).status).toBe(200)
      await emulator.admin('DELETE', `${path}/0d5a7c31-9e4b-4f26-8a13-7b2c4d6e8f90`)
      expect(failed(await withSecret(secret)).codes).toEqual([7000215])
    })

    it('refuses a secret from a public client', async () => {
      const asked = { client_id: nativeCid, redirect_uri: 'http://localhost:5000' }
      const code = await codeFor(emulator, asked)
      expect(failed(await redeem(emulator, code, asked))).toEqual({
        status: 401,
        error: 'invalid_client',
        codes: [700025],
      })
      expect((await redeem(emulator, code, { ...asked, client_secret: undefined })).status).toBe(200)
    })
  })

  describe('a single-page application', () => {
    const asked = { client_id: spaCid, redirect_uri: spaUri, code_challenge: challenge, code_challenge_method: 'S256' }
    const sent = { client_id: spaCid, redirect_uri: spaUri, client_secret: undefined, code_verifier: verifier }
    const origin = { headers: { origin: 'https://spa.example' } }

    it('must send Origin, and other clients must not', async () => {
      const code = await codeFor(emulator, asked)
      expect(failed(await redeem(emulator, code, sent)).codes).toEqual([9002327])
      const answer = await redeem(emulator, code, sent, origin)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(failed(await redeem(emulator, await codeFor(emulator), {}, origin)).codes).toEqual([9002326])
    })

    it('may send a preflight', async () => {
      const answer = await fetch(`${emulator.url}/${tid}/oauth2/v2.0/token`, {
        method: 'OPTIONS',
        headers: origin.headers,
      })
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    })

    it('has a refresh token for one day that use does not extend', async () => {
      const code = await codeFor(emulator, { ...asked, scope: 'openid offline_access' })
      let last = String((await redeem(emulator, code, sent, origin)).json.refresh_token)
      const refresh = () =>
        token(
          emulator,
          { grant_type: 'refresh_token', client_id: spaCid, client_secret: undefined, refresh_token: last },
          origin,
        )
      await emulator.admin('POST', '/clock', { advance_seconds: 23 * 3600 })
      last = String((await refresh()).json.refresh_token)
      await emulator.admin('POST', '/clock', { advance_seconds: 2 * 3600 })
      expect(failed(await refresh()).codes).toEqual([700084])
    })
  })

  describe('a refresh', () => {
    const tokens = async (scope = 'openid profile offline_access') =>
      (await redeem(emulator, await codeFor(emulator, { scope }))).json
    const refresh = (refresh_token: unknown, more: Record<string, string | undefined> = {}, word?: string) =>
      token(
        emulator,
        { grant_type: 'refresh_token', refresh_token: String(refresh_token), ...more },
        word === undefined ? {} : { word },
      )

    it('gives a new token, keeps the old one valid, and gives an ID token without nonce', async () => {
      const first = await tokens()
      const second = (await refresh(first.refresh_token)).json
      expect(second.refresh_token).not.toBe(first.refresh_token)
      expect((await refresh(first.refresh_token)).status).toBe(200)
      const before = unverified(first.id_token).payload
      const { payload } = unverified(second.id_token)
      expect(payload).not.toHaveProperty('nonce')
      expect({ sub: payload.sub, sid: payload.sid }).toEqual({ sub: before.sub, sid: before.sid })
    })

    it.each([
      { name: 'text that is not a token', more: { refresh_token: 'x' }, code: 9002313 },
      { name: 'no token', more: { refresh_token: undefined }, code: 900144 },
      { name: 'the token of another client', more: { client_id: multiCid }, code: 70000 },
      { name: 'no secret', more: { client_secret: undefined }, code: 7000218 },
    ])('is refused with $name', async ({ more, code }) => {
      expect(failed(await refresh((await tokens()).refresh_token, more)).codes).toEqual([code])
    })

    it('extends the 90 days with each use', async () => {
      const first = await tokens()
      await emulator.admin('POST', '/clock', { advance_seconds: 89 * 86_400 })
      const second = (await refresh(first.refresh_token)).json
      await emulator.admin('POST', '/clock', { advance_seconds: 2 * 86_400 })
      expect(failed(await refresh(first.refresh_token)).codes).toEqual([700082])
      expect((await refresh(second.refresh_token)).status).toBe(200)
    })

    it('is refused after a new password and after "revoke sessions"', async () => {
      const user = `/tenants/${tid}/users/ada@contoso.example`
      for (const revoke of [
        () => emulator.admin('PATCH', user, { password: 'another' }),
        () => emulator.admin('POST', `${user}/revokeSignInSessions`),
      ]) {
        await emulator.admin('POST', '/reset')
        const first = await tokens()
        await emulator.admin('POST', '/clock', { advance_seconds: 1 })
        await revoke()
        expect(failed(await refresh(first.refresh_token))).toEqual({
          status: 400,
          error: 'invalid_grant',
          codes: [50173],
        })
      }
    })

    it('is refused for a disabled user and without consent', async () => {
      const first = await tokens()
      await emulator.admin('DELETE', `/tenants/${tid}/applications/${cid}/consents`)
      expect(failed(await refresh(first.refresh_token)).codes).toEqual([65001])
      await emulator.admin('PATCH', `/tenants/${tid}/users/ada@contoso.example`, { accountEnabled: false })
      expect(failed(await refresh(first.refresh_token)).codes).toEqual([50057])
    })

    it('gives an access token for another API with consent', async () => {
      const api = `api://${apiCid}/access_as_user`
      await emulator.admin('POST', `/tenants/${tid}/applications/${cid}/consents`, {
        resourceAppId: apiCid,
        scope: 'access_as_user',
      })
      const answer = (await refresh((await tokens()).refresh_token, { scope: api })).json
      expect(answer.scope).toBe(api)
      expect(unverified(answer.access_token).payload).toMatchObject({ aud: apiCid, scp: 'access_as_user', azpacr: '1' })
    })
  })

  describe('an access token', () => {
    it('is for Microsoft Graph by default, with a header that breaks ordinary verification', async () => {
      const answer = await redeem(emulator, await codeFor(emulator, { scope: 'openid profile email User.Read' }))
      expect(answer.json.scope).toBe('User.Read email openid profile')
      const { header, payload } = unverified(answer.json.access_token)
      expect(namesOf(header)).toEqual(['typ', 'nonce', 'alg', 'x5t', 'kid'])
      expect(header.x5t).toBe(header.kid)
      expect(payload).toMatchObject({
        aud: '00000003-0000-0000-c000-000000000000',
        ver: '1.0',
        scp: 'User.Read email openid profile',
      })
      const [head = '', body, signature] = String(answer.json.access_token).split('.')
      const { createLocalJWKSet, compactVerify } = await import('jose')
      const keys = createLocalJWKSet(await (await fetch(`${emulator.url}/${tid}/discovery/v2.0/keys`)).json())
      await expect(compactVerify(`${head}.${body}.${signature}`, keys)).rejects.toThrow('signature')
      const hashed = { ...header, nonce: createHash('sha256').update(String(header.nonce)).digest('base64url') }
      const asSigned = `${Buffer.from(JSON.stringify(hashed)).toString('base64url')}.${body}.${signature}`
      await expect(compactVerify(asSigned, keys)).resolves.toBeTruthy()
    })

    it('for an API has only the full scope of that API', async () => {
      const scope = `openid offline_access api://${apiOneCid}/access_as_user`
      const answer = (await redeem(emulator, await codeFor(emulator, { scope }))).json
      expect(answer.scope).toBe(`api://${apiOneCid}/access_as_user`)
      const { header, payload } = unverified(answer.access_token)
      expect(namesOf(header)).toEqual(['typ', 'alg', 'x5t', 'kid'])
      expect(payload).toMatchObject({ aud: `api://${apiOneCid}`, ver: '1.0', appid: cid, appidacr: '1' })
      expect(Number(payload.exp) - Number(payload.iat)).toBe(Number(answer.expires_in) + 301)
    })

    it('for the .default of an API with a trailing slash has all permissions', async () => {
      const scope = 'https://contoso.example/old//.default'
      const answer = (await redeem(emulator, await codeFor(emulator, { scope }))).json
      expect(unverified(answer.access_token).payload).toMatchObject({
        aud: 'https://contoso.example/old/',
        scp: 'access_as_user',
      })
    })
  })

  describe('a program', () => {
    const ask = (more: Record<string, string | undefined>, word?: string) =>
      token(
        emulator,
        { grant_type: 'client_credentials', client_id: daemonCid, scope: `api://${apiCid}/.default`, ...more },
        word === undefined ? {} : { word },
      )

    it('gets a token with its roles', async () => {
      const answer = await ask({})
      expect(namesOf(answer.json)).toEqual(['token_type', 'expires_in', 'ext_expires_in', 'access_token'])
      expect(answer.json).toMatchObject({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 })
      const { payload } = unverified(answer.json.access_token)
      expect(payload).toMatchObject({ aud: apiCid, roles: ['Ingest.Write'], idtyp: 'app', azp: daemonCid })
      expect(payload.sub).toBe(payload.oid)
    })

    it('gets a token without roles for an API without an assignment', async () => {
      const { payload } = unverified((await ask({ scope: `api://${apiOneCid}/.default` })).json.access_token)
      expect(payload).toMatchObject({ aud: `api://${apiOneCid}`, ver: '1.0' })
      expect(payload).not.toHaveProperty('roles')
    })

    it('gets the granted permissions of Microsoft Graph', async () => {
      const { payload } = unverified((await ask({ scope: 'https://graph.microsoft.com/.default' })).json.access_token)
      expect(payload).toMatchObject({ idtyp: 'app', roles: ['GroupMember.Read.All', 'User.Read.All'] })
    })

    const refused: { name: string; more: Record<string, string | undefined>; word?: string; code: number }[] = [
      { name: 'a wrong secret', more: { client_secret: 'x' }, code: 7000215 },
      { name: 'no secret', more: { client_secret: undefined }, code: 7000218 },
      { name: 'no scope', more: { scope: undefined }, code: 900144 },
      { name: 'a scope that is not .default', more: { scope: `api://${apiCid}/access_as_user` }, code: 70011 },
      { name: 'two APIs', more: { scope: `api://${apiCid}/.default api://${apiOneCid}/.default` }, code: 28000 },
      { name: 'an unknown API', more: { scope: 'api://nothing/.default' }, code: 500011 },
      { name: 'the path /common', more: { client_id: multiCid }, word: 'common', code: 9001023 },
      { name: 'the path /organizations', more: { client_id: multiCid }, word: 'organizations', code: 9001023 },
      { name: 'a tenant that never used it', more: { client_id: multiCid }, word: fabrikamTid, code: 7000229 },
    ]
    it.each(refused)('is refused with $name', async ({ more, word, code }) => {
      expect(failed(await ask(more, word)).codes).toEqual([code])
    })

    it('needs an assignment if the API requires one', async () => {
      await emulator.admin('PATCH', `/tenants/${tid}/applications/${apiOneCid}`, { appRoleAssignmentRequired: true })
      expect(failed(await ask({ scope: `api://${apiOneCid}/.default` })).codes).toEqual([501051])
      await emulator.admin('PATCH', `/tenants/${tid}/applications/${apiCid}`, { appRoleAssignmentRequired: true })
      expect((await ask({})).status).toBe(200)
    })
  })

  it('does not read a JSON body as a form', async () => {
    const answer = await fetch(`${emulator.url}/${tid}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"grant_type":"client_credentials"}',
    })
    expect(await answer.json()).toMatchObject({ error_codes: [900144] })
    expect((await postForm(`${emulator.url}/${tid}/oauth2/token`, {})).status).toBe(404)
  })
})
