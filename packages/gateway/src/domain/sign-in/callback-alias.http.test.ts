/** Redirect URIs that customers registered before: aliases at our origin, and rules at another one. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnection,
  addEnvironment,
  answerOf,
  type Browser,
  browser,
  databases,
  goUpstream,
  type Harness,
  locationOf,
  startHarness,
} from '../../../test/harness.ts'

describe.each(databases)('a callback at an alias on %s', (_, database) => {
  let harness: Harness
  let other: Harness
  beforeAll(async () => {
    harness = await startHarness({ database_url: await database() })
    other = await addEnvironment(harness, 'alias-other')
    await aliases(harness, [{ path: '/oauth/complete' }, { path: '/sso/callback/oidc', either_slash: true }])
    await aliases(other, [{ path: '/oauth/complete' }])
  })
  afterAll(() => harness.close())
  beforeEach(() => {
    harness.provider.reset()
    harness.provider.behaviour = issuing
  })

  /** The provider promises `iss` in its responses, so that connections may share a path. */
  const issuing = { claims: { sub: 'ada' }, discovery: { authorization_response_iss_parameter_supported: true } }
  const origin = () => new URL(harness.url).origin
  const aliases = ({ environment_id }: Harness, callback_aliases: { path: string; either_slash?: boolean }[]) =>
    harness.installation.environments.update(environment_id, { callback_aliases })
  let names = 0
  async function scene(redirect_uri: string, at = harness): Promise<{ organization: string; connection: string }> {
    const { id } = await at.client.organizations.create({ name: `Alias ${++names}` })
    const made = await addConnection({ ...at, organization_id: id }, {})
    await at.client.connections.update(made.id, { settings: { redirect_uri } })
    await at.client.connections.activateCandidate(made.id, { without_test: true })
    return { organization: id, connection: made.id }
  }
  /** Goes to the identity provider and back. @returns the address of the way back, with `iss` */
  async function upstream(at: Harness, organization: string, person: Browser): Promise<URL> {
    const back = await goUpstream(at, person, { organization })
    back.searchParams.set('iss', harness.provider.url)
    return back
  }

  it('signs in at the path that was registered, with or without its slash as it is listed', async () => {
    for (const path of ['/oauth/complete', '/sso/callback/oidc', '/sso/callback/oidc/']) {
      const { organization, connection } = await scene(`${origin()}${path}`)
      const shown = await harness.client.connections.get(connection)
      expect([shown.redirect_uri, shown.redirect_rules]).toEqual([`${origin()}${path}`, null])
      const person = browser()
      const back = await upstream(harness, organization, person)
      expect(back.pathname).toBe(path)
      expect(answerOf(await person.get(back.href)).code).toBeTruthy()
    }
  })

  it('takes a form, and sends it here again as an address', async () => {
    const { organization } = await scene(`${origin()}/oauth/complete`)
    const person = browser()
    const back = await upstream(harness, organization, person)
    const body = new URLSearchParams(back.searchParams)
    const posted = await fetch(`${back.origin}${back.pathname}`, { method: 'POST', body, redirect: 'manual' })
    expect(posted.status).toBe(303)
    expect(answerOf(await person.get(locationOf(posted))).code).toBeTruthy()
  })

  it('serves two environments in one browser, each its own sign-in', async () => {
    const here = await scene(`${origin()}/oauth/complete`)
    const there = await scene(`${origin()}/oauth/complete`, other)
    const person = browser()
    const [mine, theirs] = [
      await upstream(harness, here.organization, person),
      await upstream(other, there.organization, person),
    ]
    expect(mine.pathname).toBe(theirs.pathname)
    for (const back of [theirs, mine]) expect(answerOf(await person.get(back.href)).code).toBeTruthy()
  })

  const toOtherAlias = (back: URL): void => {
    back.pathname = '/sso/callback/oidc'
  }
  const mixed: readonly [string, (back: URL, another: URL) => void, string][] = [
    ['the state of nobody', (back) => back.searchParams.set('state', 'x'.repeat(48)), 'state_unknown'],
    ['no state', (back) => back.searchParams.delete('state'), 'state_missing'],
    ['no issuer', (back) => back.searchParams.delete('iss'), 'upstream_issuer_missing'],
    ['another issuer', (back) => back.searchParams.set('iss', 'https://evil.example'), 'upstream_issuer_mismatch'],
    ['the path of another alias', toOtherAlias, 'connection_mismatch'],
  ]
  it.each(mixed)('refuses %s', async (_, change, code) => {
    const { organization } = await scene(`${origin()}/oauth/complete`)
    const person = browser()
    const back = await upstream(harness, organization, person)
    change(back, back)
    const answer = await person.get(back.href)
    const page = answer.status === 303 ? await person.get(locationOf(answer)) : answer
    expect([page.status >= 400, await page.text()]).toEqual([true, expect.stringContaining(code)])
  })

  it('refuses a provider that promises no issuer', async () => {
    harness.provider.behaviour = { claims: { sub: 'ada' } }
    const { organization } = await scene(`${origin()}/oauth/complete`)
    const person = browser()
    const back = await goUpstream(harness, person, { organization })
    const page = await person.get(locationOf(await person.get(back.href)))
    expect(await page.text()).toContain('upstream_issuer_missing')
  })

  const unserved = [
    '/oauth/complete/',
    '/oauth/completed',
    '/oauth',
    '/sso/callback',
    '/env/alias-other/oauth/complete',
  ]
  it.each(unserved)('is not served at %s', async (path) => {
    expect((await fetch(`${origin()}${path}?state=x`)).status).toBe(404)
  })
  it('is gone when the environment drops it', async () => {
    await aliases(harness, [{ path: '/gone' }])
    expect((await fetch(`${origin()}/gone?state=x`)).status).toBe(400)
    await aliases(harness, [{ path: '/oauth/complete' }, { path: '/sso/callback/oidc', either_slash: true }])
    expect((await fetch(`${origin()}/gone?state=x`)).status).toBe(404)
  })

  const refused = [
    '/oauth/token',
    '/oauth/token/',
    '/v1/complete',
    '/sso/oidc/callback',
    '/signin',
    '/env/x/complete',
    'oauth/complete',
    '/oauth//complete',
    '/oauth/../complete',
    '/oauth/complete?x',
    '/oauth/:complete',
    '/',
  ]
  it.each(refused)('cannot be %s', async (path) => {
    await expect(aliases(harness, [{ path }])).rejects.toMatchObject({ code: 'values_invalid' })
  })

  const uris = ['/nowhere', '/oauth/complete/', '/oauth/complete?x=1']
  it.each(uris)('must be listed before a connection names %s', async (path) => {
    const at = { settings: { redirect_uri: `${origin()}${path}` } }
    await expect(harness.client.connections.update(harness.connection_id, at)).rejects.toMatchObject({
      errors: [{ param: '/settings/redirect_uri' }],
    })
  })
  it.each(['ftp://x.example/', 'https://x.example/#a', 'text', 'https://a@x.example/'])(
    'refuses %s',
    async (redirect_uri) => {
      const change = harness.client.connections.update(harness.connection_id, { settings: { redirect_uri } })
      await expect(change).rejects.toMatchObject({ code: 'values_invalid' })
    },
  )
})
