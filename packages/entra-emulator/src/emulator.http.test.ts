import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openBrowser } from '../test/browser.ts'
import { authorizeUrl, cid, contoso, redirectUri, tid } from '../test/contoso.ts'
import { ask, postForm } from '../test/http.ts'
import { FixtureError, newSecretText, sampleFixture, startEmulator } from './emulator.ts'

const discoveryOf = (url: string, word = tid) => `${url}/${word}/v2.0/.well-known/openid-configuration`

describe('startEmulator', () => {
  it('listens on a free port of loopback, serves the sample, and is gone after close', async () => {
    const emulator = await startEmulator()
    expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(emulator.admin_url).toBe(`${emulator.url}/_admin`)
    expect(emulator.tenants().map(({ displayName }) => displayName)).toEqual(
      sampleFixture.tenants.map((one) => one.displayName),
    )
    expect((await ask(discoveryOf(emulator.url, 'contoso.example'))).status).toBe(200)
    await emulator.close()
    await expect(fetch(emulator.url)).rejects.toThrow()
  })

  it('keeps two emulators in one process apart', async () => {
    const [one, two] = await Promise.all([startEmulator(), startEmulator({ fixture: contoso })])
    await one.admin('POST', '/clock', { advance_seconds: 60 })
    expect(await two.admin('GET', '/clock')).toMatchObject({ ahead_seconds: 0 })
    const kids = async (url: string) => JSON.stringify((await ask(`${url}/common/discovery/v2.0/keys`)).json)
    expect(await kids(one.url)).not.toBe(await kids(two.url))
    await Promise.all([one.close(), two.close()])
  })

  it('refuses a misspelt option of a program without types, and names the nearest', async () => {
    const options = JSON.parse('{"publicUrl":"https://entra.test"}')
    await expect(startEmulator(options)).rejects.toThrow('unknown option "publicUrl". Did you mean "public_url"?')
  })

  it.each(['0.0.0.0', '::', '192.0.2.1', 'example.com'])('refuses to listen on %s', async (host) => {
    await expect(startEmulator({ host })).rejects.toThrow(`host must be loopback, is "${host}"`)
  })

  it('listens beyond loopback on request, and keeps the admin API to this machine', async () => {
    const emulator = await startEmulator({ host: '0.0.0.0', dangerously_listen_beyond_loopback: true })
    const { port } = new URL(emulator.admin_url)
    expect((await ask(`http://127.0.0.1:${port}/_admin/clock`)).status).toBe(200)
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal)
    if (outside) {
      const answer = await ask(`http://${outside.address}:${port}/_admin/clock`)
      expect([answer.status, answer.json]).toEqual([
        403,
        { error: { code: 'forbidden', message: 'The admin API answers this machine only.' } },
      ])
      const form = await postForm(`http://${outside.address}:${port}/_home/faults/on`, { name: 'expired' })
      expect(form.status).toBe(403)
      expect(form.text).toContain('The emulator&#39;s page answers this machine only.')
      expect((await ask(discoveryOf(`http://${outside.address}:${port}`, 'common'))).status).toBe(200)
    }
    await emulator.close()
  })

  it('uses its public URL in documents', async () => {
    const emulator = await startEmulator({ fixture: contoso, public_url: 'https://entra.test:8443/' })
    expect(emulator.url).toBe('https://entra.test:8443')
    const local = new URL(emulator.admin_url).origin
    const { json } = await ask(discoveryOf(local))
    expect(json).toMatchObject({
      issuer: `https://entra.test:8443/${tid}/v2.0`,
      token_endpoint: `https://entra.test:8443/${tid}/oauth2/v2.0/token`,
      msgraph_host: 'entra.test:8443',
    })
    expect((await ask(`${emulator.admin_url}/clock`)).status).toBe(200)
    await emulator.close()
  })

  it.each([
    'entra.test',
    'https://entra.test/path',
    'ftp://entra.test',
    'https://u@entra.test',
    'https://entra.test/?a',
  ])('refuses the public URL %s', async (public_url) => {
    await expect(startEmulator({ public_url })).rejects.toThrow(
      `public_url must be an origin such as https://entra.test:8443, is "${public_url}"`,
    )
  })

  it('serves https, with cookies that travel across sites', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'entra-emulator-tls-'))
    const paths = [join(folder, 'key.pem'), join(folder, 'cert.pem')] as const
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=localhost',
      ].concat(['-addext', 'subjectAltName=DNS:localhost', '-keyout', paths[0], '-out', paths[1]]),
      { stdio: 'ignore' },
    )
    const [key, cert] = paths.map((path) => readFileSync(path, 'utf8'))
    const tls = { key: String(key), cert: String(cert) }
    const emulator = await startEmulator({ host: 'localhost', tls, fixture: contoso })
    expect(emulator.url).toMatch(/^https:\/\/localhost:\d+$/)
    const view = await emulator.admin('GET', '/clock')
    expect(view).toMatchObject({ ahead_seconds: 0 })

    const send = (url: string, form?: Record<string, string>) =>
      new Promise<{ cookies: string[]; text: string }>((resolve, reject) => {
        const options = { ca: tls.cert, method: form ? 'POST' : 'GET' }
        const headers = form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}
        const call = request(url, { ...options, headers }, async (response) => {
          let text = ''
          for await (const chunk of response) text += chunk
          resolve({ cookies: response.headers['set-cookie'] ?? [], text })
        })
        call.on('error', reject)
        call.end(form ? new URLSearchParams(form).toString() : undefined)
      })
    expect(JSON.parse((await send(discoveryOf(emulator.url))).text)).toMatchObject({
      issuer: `${emulator.url}/${tid}/v2.0`,
    })
    const page = await send(authorizeUrl(emulator.url, { login_hint: 'ada@contoso.example' }).href)
    const flow = /name="flow" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    const signedIn = await send(`${emulator.url}/_sign-in/password`, { flow, password: 'ada-password' })
    expect(signedIn.cookies[0]).toMatch(
      /^entra_emulator_session_\d+=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=None$/,
    )
    await emulator.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('uses the clock that it is given', async () => {
    const now = Date.parse('2031-05-06T07:08:09Z')
    const emulator = await startEmulator({ now: () => now })
    expect(await emulator.admin('GET', '/clock')).toEqual({ now: '2031-05-06T07:08:09.000Z', ahead_seconds: 0 })
    await emulator.close()
  })

  it('names the wrong place in a fixture and does not listen', async () => {
    await expect(startEmulator({ fixture: { tenants: [{ displayName: 'A', users: [{}] }] } })).rejects.toThrow(
      FixtureError,
    )
  })

  it('rejects with the system’s error when the port is taken', async () => {
    const emulator = await startEmulator()
    const port = Number(new URL(emulator.url).port)
    await expect(startEmulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await emulator.close()
  })

  it('makes a new secret that the application can use', async () => {
    const secretText = newSecretText()
    const application = {
      appId: cid,
      displayName: 'App',
      web: { redirectUris: [redirectUri] },
      passwordCredentials: [{ secretText }],
    }
    const emulator = await startEmulator({
      fixture: { tenants: [{ id: tid, displayName: 'A', applications: [application] }] },
    })
    const answer = await fetch(`${emulator.url}/${tid}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: cid,
        client_secret: secretText,
        scope: 'https://graph.microsoft.com/.default',
      }),
    })
    expect(answer.status).toBe(200)
    await emulator.close()
  })
})

describe('the other paths', () => {
  it('are a home page, an error lookup, and "not emulated" for everything else', async () => {
    const emulator = await startEmulator({ fixture: contoso })
    const home = await openBrowser(emulator.url).open(emulator.url)
    expect(home.text).toContain(discoveryOf(emulator.url))
    expect(home.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'nonce-[\w-]+'; form-action 'self' http: https:; base-uri 'none'; frame-ancestors 'none'$/,
    )
    const lookup = async (code: string) => (await ask(`${emulator.url}/error?code=${encodeURIComponent(code)}`)).text
    expect(await lookup('50011')).toContain('add exactly this redirect URI')
    expect(await lookup('AADSTS7000215')).toContain('invalid_client')
    expect(await lookup('1')).toContain('AADSTS1 is not known here.')
    expect(await lookup('"><script>')).not.toContain('"><script>')
    for (const path of [`/${tid}/wsfed`, `/${tid}/oauth2/v2.0/devicecode`, '/nothing']) {
      expect((await ask(`${emulator.url}${path}`)).json).toMatchObject({ error: 'not_emulated' })
    }
    await emulator.close()
  })
})
