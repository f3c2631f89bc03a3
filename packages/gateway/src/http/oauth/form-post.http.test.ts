/** `response_mode=form_post`: what reaches the application, and what an identity provider may post to us. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addApplication,
  addConnection,
  authorizeAddress,
  browser,
  goUpstream,
  type Harness,
  locationOf,
  redeem,
  redirect_uri,
  startHarness,
} from '../../../test/harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())
beforeEach(() => harness.provider.reset())

const byForm = { response_mode: 'form_post' }

/** The target and the fields of the form on a page. */
async function formOf(response: Response): Promise<{ action: string | undefined; fields: Record<string, string> }> {
  const page = await response.text()
  const unescaped = (text = ''): string =>
    text.replace(
      /&(?:amp|lt|gt|quot|#39);/g,
      (entity) => ({ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" })[entity] ?? '',
    )
  const inputs = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)]
  return {
    action: /<form method="post" action="([^"]*)">/.exec(page)?.[1],
    fields: Object.fromEntries(inputs.map(([, name, value]) => [unescaped(name), unescaped(value)])),
  }
}

describe('an application that asks for a form gets', () => {
  it('the code, after the identity provider', async () => {
    const person = browser()
    const back = await goUpstream(harness, person, byForm)
    const response = await person.get(back.href)
    const { action, fields } = await formOf(response)
    expect(action).toBe(redirect_uri)
    expect(fields).toEqual({ code: expect.any(String), state: 'the-state', iss: harness.url })
    expect((await redeem(harness, fields.code ?? '')).status).toBe(200)
  })

  it('the code, from a live session', async () => {
    const person = browser()
    await person.get((await goUpstream(harness, person)).href)
    const { fields } = await formOf(await person.get(authorizeAddress(harness, byForm)))
    expect(fields).toEqual({ code: expect.any(String), state: 'the-state', iss: harness.url })
  })

  it('an error', async () => {
    const { action, fields } = await formOf(
      await browser().get(authorizeAddress(harness, { ...byForm, prompt: 'none' })),
    )
    expect(action).toBe(redirect_uri)
    expect(fields).toMatchObject({ error: 'login_required', state: 'the-state', iss: harness.url })
  })

  it('an error about another parameter', async () => {
    const { fields } = await formOf(
      await browser().get(authorizeAddress(harness, { ...byForm, response_type: 'token' })),
    )
    expect(fields.error).toBe('unsupported_response_type')
  })

  it('a state with HTML as it was sent', async () => {
    const state = '"><img src=x onerror=alert(1)>&amp;'
    const { fields } = await formOf(
      await browser().get(authorizeAddress(harness, { ...byForm, state, prompt: 'none' })),
    )
    expect(fields.state).toBe(state)
  })

  it('a page that runs one script, is not stored and not framed', async () => {
    const response = await browser().get(authorizeAddress(harness, { ...byForm, prompt: 'none' }))
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'self'; script-src 'sha256-[A-Za-z0-9+/]{43}='; form-action [^;]*https:\/\/app\.example[^;]*; base-uri 'none'; frame-ancestors 'none'$/,
    )
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('a redirect instead, with an error, at an address that takes no form', async () => {
    const native = await addApplication(harness, { type: 'native', redirect_uris: ['com.example.app:/callback'] })
    const change = { ...byForm, client_id: native.client_id, redirect_uri: 'com.example.app:/callback' }
    const location = locationOf(await browser().get(authorizeAddress(harness, change)))
    expect(location).toMatch(/^com\.example\.app:\/callback\?error=invalid_request&.*response_mode_unsupported/)
  })

  it('its announcement in the discovery document', async () => {
    const document = (await (await fetch(`${harness.url}/.well-known/openid-configuration`)).json()) as object
    expect(document).toMatchObject({ response_modes_supported: ['query', 'form_post'] })
  })
})

describe('an identity provider is asked for a form', () => {
  const cases: readonly { name: string; settings?: Record<string, unknown>; listed?: unknown; asked: string | null }[] =
    [
      { name: 'never by default', asked: null },
      { name: 'where its document lists nothing else', listed: ['form_post'], asked: 'form_post' },
      { name: 'where its document lists it, and not query', listed: ['fragment', 'form_post'], asked: 'form_post' },
      { name: 'not where its document lists query too', listed: ['query', 'form_post'], asked: null },
      { name: 'not where its document lists neither', listed: ['fragment'], asked: null },
      { name: 'not where the list is text', listed: 'form_post', asked: null },
      {
        name: 'where the connection says so',
        settings: { response_mode: 'form_post' },
        listed: ['query'],
        asked: 'form_post',
      },
      {
        name: 'not where the connection says query',
        settings: { response_mode: 'query' },
        listed: ['form_post'],
        asked: 'query',
      },
    ]
  it.each(cases)('$name', async ({ name, settings = {}, listed, asked }) => {
    harness.provider.behaviour = {
      ...harness.provider.behaviour,
      ...(listed === undefined ? {} : { discovery: { response_modes_supported: listed } }),
    }
    const path = `/${name.replaceAll(/\W+/g, '-')}`
    const connection = await addConnection(harness, { path, settings })
    const location = locationOf(await browser().get(authorizeAddress(harness, { connection: connection.id })))
    expect(new URL(location).searchParams.get('response_mode')).toBe(asked)
  })
})

describe('a form from an identity provider', () => {
  it('goes on as a GET with the cookies of the browser, and signs the person in', async () => {
    const person = browser()
    const back = await goUpstream(harness, person, { connection: harness.connection_id })
    const posted = await browser().post(`${back.origin}${back.pathname}`, Object.fromEntries(back.searchParams))
    expect([posted.status, posted.headers.getSetCookie()]).toEqual([303, []])
    const response = await person.get(locationOf(posted))
    expect(locationOf(response)).toMatch(/^https:\/\/app\.example\/callback\?code=/)
  })

  it('carries no other field on, tokens included', async () => {
    const form = { code: 'c', state: 's', id_token: 'a.b.c', access_token: 'secret', user: '{"name":"Ada"}' }
    const posted = await browser().post(`${harness.url}/sso/oidc/callback/${harness.connection_id}`, form)
    const { search } = new URL(locationOf(posted))
    expect(search).toBe('?code=c&state=s')
  })

  it('that has a field twice is refused', async () => {
    const response = await fetch(`${harness.url}/sso/oidc/callback/${harness.connection_id}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      body: 'code=a&code=b&state=s',
      redirect: 'manual',
    })
    expect(response.status).toBe(400)
  })

  it('of another browser begins again there, once', async () => {
    const back = await goUpstream(harness, browser(), { connection: harness.connection_id })
    const other = browser()
    const posted = await other.post(`${back.origin}${back.pathname}`, Object.fromEntries(back.searchParams))
    const restarted = await other.get(locationOf(posted))
    expect(locationOf(restarted)).toContain(`${harness.provider.url}/authorize`)
  })
})
