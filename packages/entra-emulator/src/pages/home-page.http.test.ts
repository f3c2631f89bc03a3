import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { redeem, token } from '../../test/code.ts'
import { authorizeUrl, cid, contoso, secret, tid } from '../../test/contoso.ts'
import { ask } from '../../test/http.ts'
import { type Emulator, startEmulator } from '../emulator.ts'
import { placesOf, provocableCodes } from '../faults/provocable-errors.ts'

/** Posts a form with headers that `fetch` does not let a program set. @returns the status */
function postAs(url: string, form: Record<string, string>, headers: Record<string, string>): Promise<number> {
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers: { ...type, ...headers } }, (response) => {
      response.resume()
      resolve(Number(response.statusCode))
    })
    sent.on('error', reject)
    sent.end(new URLSearchParams(form).toString())
  })
}

describe('the home page', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  beforeEach(() => emulator.admin('POST', '/reset'))
  afterAll(() => emulator.close())

  const home = async (): Promise<string> => (await ask(emulator.url)).text
  const post = (path: string, form: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    ask(`${emulator.url}/_home/${path}`, { method: 'POST', body: new URLSearchParams(form), headers })
  const active = async () => ((await emulator.admin('GET', '/faults')) as { active: unknown[] }).active
  const logged = (text: string): string[] =>
    [
      ...text.matchAll(
        /<td role="cell">([A-Z]+)<\/td>\s*<td role="cell" class="path"><code>(.*?)<\/code>.*?(\d{3})<\/td>\s*<td role="cell">(?:<a [^>]+>(AADSTS\d+))?/gs,
      ),
    ].map(([, method, path, status, code = '']) => [method, path, status, code].join(' ').trimEnd())

  it('switches a fault on and off', async () => {
    const on = await post('faults/on', { name: 'wrong-nonce', times: '1' })
    expect([on.status, on.headers.get('location')]).toEqual([303, '/#faults'])
    expect(await active()).toEqual([{ name: 'wrong-nonce', tenant_id: null, times: 1, seconds: 5 }])
    expect(await home()).toContain('on, once more')
    await post('faults/off', { name: 'wrong-nonce' })
    expect(await active()).toEqual([])
  })

  it('offers every error at each of its places, and switches one on and off', async () => {
    const text = await home()
    const options = [...text.matchAll(/<option value="(\d+) (\w+)">/g)].map(([, code, at]) => `${code} ${at}`)
    const known = provocableCodes.flatMap((code) => placesOf(code).map((at) => `${code} ${at}`))
    expect(options.sort()).toEqual(known.sort())
    for (const error of ['50105 refresh', '50011 request']) await post('faults/on', { name: 'error', error })
    expect(await active()).toMatchObject([
      { name: 'error', error: { code: 50105, at: 'refresh' } },
      { name: 'error', error: { code: 50011, at: 'request' } },
    ])
    expect(await home()).toContain('The fault <code>error 50105</code> is on.')
    await post('faults/off', { name: 'error', code: '50105' })
    expect(await active()).toMatchObject([{ error: { code: 50011 } }])
  })

  it('sets the clock back', async () => {
    await emulator.admin('POST', '/clock', { advance_seconds: 3600 })
    expect(await home()).toContain('it is 1 hour ahead of this machine')
    await post('clock/reset')
    expect(await emulator.admin('GET', '/clock')).toMatchObject({ ahead_seconds: 0 })
    expect(await home()).not.toContain('ahead of')
  })

  it('lists the last requests with the number of each error, and no secret', async () => {
    const { parameters } = await emulator.signIn(
      authorizeUrl(emulator.url, { state: 'state-in-the-query' }),
      'ada@contoso.example',
    )
    const code = String(parameters.get('code'))
    const { json } = await redeem(emulator, code)
    await token(emulator, { grant_type: 'authorization_code', code, client_secret: 'a-wrong-secret' })
    await ask(authorizeUrl(emulator.url, { redirect_uri: 'https://other.example' }))
    await ask(authorizeUrl(emulator.url, { prompt: 'none' }))
    await emulator
      .signIn(authorizeUrl(emulator.url), { userPrincipalName: 'ada@contoso.example', password: 'x' })
      .catch(() => {})
    await ask(`${emulator.url}/nothing/here?client_secret=a-secret-in-a-query`)
    await ask(`${emulator.url}/_admin/clock`)
    const text = await home()
    const path = `/${tid}/oauth2/v2.0`
    expect(logged(text)).toEqual([
      'GET /nothing/here 404',
      'POST /_sign-in/password 200 AADSTS50126',
      'POST /_sign-in/account 200',
      `GET ${path}/authorize 200`,
      `GET ${path}/authorize 302 AADSTS50058`,
      `GET ${path}/authorize 400 AADSTS50011`,
      `POST ${path}/token 401 AADSTS7000215`,
      `POST ${path}/token 200`,
      'POST /_sign-in/password 302',
      'POST /_sign-in/account 200',
      `GET ${path}/authorize 200`,
    ])
    const secrets = [
      secret,
      code,
      json.access_token,
      json.id_token,
      'a-wrong-secret',
      'state-in-the-query',
      'a-secret-in-a-query',
    ]
    expect(secrets.filter((one) => text.includes(String(one)))).toEqual([])
  })

  it('keeps 50 requests, shortens long paths, and forgets on request', async () => {
    for (let count = 0; count < 52; count += 1) await ask(`${emulator.url}/number/${count}`)
    const paths = logged(await home())
    expect(paths).toHaveLength(50)
    expect([paths[0], paths[49]]).toEqual(['GET /number/51 404', 'GET /number/2 404'])
    await ask(`${emulator.url}/${'x'.repeat(300)}`)
    expect(logged(await home())[0]).toBe(`GET /${'x'.repeat(199)}… 404`)
    await post('requests/clear')
    expect(await home()).toContain('None yet.')
  })

  it('shows names and paths as text, not as markup', async () => {
    await emulator.admin('POST', `/tenants/${tid}/users`, {
      userPrincipalName: 'x@contoso.example',
      displayName: '<script>alert(1)</script>',
      password: '"><b>',
    })
    await ask(`${emulator.url}/%3Cscript%3E/<script>`)
    const { text, headers } = await ask(emulator.url)
    expect(text).not.toContain('<script')
    expect(headers.get('content-security-policy')).not.toContain('script-src')
  })

  it('names 50 people of a large tenant, and where the others are', async () => {
    const users = Array.from({ length: 60 }, (_, index) => ({ userPrincipalName: `p${index}@contoso.example` }))
    await emulator.admin('PATCH', `/tenants/${tid}`, { users, applications: [], groups: [] })
    const text = await home()
    expect(text.match(/<code>p\d+@contoso/g)).toHaveLength(50)
    expect(text).toContain('And 10 more.')
  })

  const changes: { path: string; form: Record<string, string> }[] = [
    { path: 'faults/on', form: { name: 'wrong-state' } },
    { path: 'faults/off', form: { name: 'expired' } },
    { path: 'clock/reset', form: {} },
    { path: 'requests/clear', form: {} },
  ]
  const state = async () => [
    await active(),
    ((await emulator.admin('GET', '/clock')) as { ahead_seconds: number }).ahead_seconds,
    logged(await home()).filter((one) => one.includes('/kept')),
  ]
  const foreign: { name: string; headers: Record<string, string> }[] = [
    { name: 'another site', headers: { origin: 'https://evil.example' } },
    { name: 'a sandboxed frame', headers: { origin: 'null' } },
    { name: 'another site, by Sec-Fetch-Site', headers: { 'sec-fetch-site': 'cross-site' } },
    { name: 'another port of this machine', headers: { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' } },
    { name: 'a name that an attacker points here', headers: { host: 'evil.example', 'sec-fetch-site': 'same-origin' } },
  ]
  describe.each(foreign)('refuses a form of $name', ({ headers }) => {
    it.each(changes)('to $path', async ({ path, form }) => {
      await ask(`${emulator.url}/kept`)
      await emulator.admin('POST', '/faults', { name: 'expired' })
      await emulator.admin('POST', '/clock', { advance_seconds: 60 })
      const before = await state()
      expect(await postAs(`${emulator.url}/_home/${path}`, form, headers)).toBe(403)
      expect(await state()).toEqual(before)
    })
  })

  it.each([
    { name: 'its own page', headers: () => ({ origin: emulator.url, 'sec-fetch-site': 'same-origin' }) },
    {
      name: 'its page under another name of this machine',
      headers: () => {
        const { port } = new URL(emulator.url)
        return { host: `localhost:${port}`, origin: `http://localhost:${port}`, 'sec-fetch-site': 'same-origin' }
      },
    },
  ])('obeys a form of $name', async ({ headers }) => {
    expect(await postAs(`${emulator.url}/_home/faults/on`, { name: 'expired' }, headers())).toBe(303)
    expect(await active()).toHaveLength(1)
  })

  it.each(changes)('changes nothing by GET $path', async ({ path, form }) => {
    await emulator.admin('POST', '/faults', { name: 'expired' })
    const before = await state()
    expect((await ask(`${emulator.url}/_home/${path}?${new URLSearchParams(form)}`)).status).toBe(404)
    expect(await state()).toEqual(before)
  })

  it.each([
    {
      name: 'a misspelt fault',
      path: 'faults/on',
      form: { name: 'wrong-nonse' },
      says: 'Did you mean &quot;wrong-nonce&quot;?',
    },
    {
      name: 'a misspelt fault to switch off',
      path: 'faults/off',
      form: { name: 'expird' },
      says: '&quot;expired&quot;?',
    },
    { name: 'no fault', path: 'faults/on', form: {}, says: 'name: must not be empty' },
    { name: 'a strange number', path: 'faults/on', form: { name: 'expired', times: '-1' }, says: 'times: must be' },
    { name: 'no error', path: 'faults/on', form: { name: 'error' }, says: 'code: must be a number' },
    {
      name: 'an error at a place of another',
      path: 'faults/on',
      form: { name: 'error', error: '50105 token' },
      says: 'at: must be one of account, code, refresh',
    },
  ])('refuses $name', async ({ path, form, says }) => {
    const answer = await post(path, form)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(says)
    expect(await active()).toEqual([])
  })

  it('has no icon, and lets a browser know without an error on its console', async () =>
    expect((await ask(`${emulator.url}/favicon.ico`)).status).toBe(204))

  it('names the client ID of each application', async () => expect(await home()).toContain(cid))
})
