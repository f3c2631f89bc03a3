/**
 * Sends generated wrong input to every endpoint of the gateway. The gateway must answer without 5xx, refuse in the
 * right shape, and have no unhandled rejection. No answer, event or log line may contain a secret.
 */
import { operations } from '@gatehouse-sso/sdk/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { api } from './api.ts'
import {
  addEnvironment,
  authorizeAddress,
  browser,
  goUpstream,
  type Harness,
  redeem,
  startHarness,
  type TokenAnswer,
} from './harness.ts'
import { type Ids, routeOf, sent_secret, takeTour } from './tour.ts'

/** Texts that have broken parsers before. */
const nasty = [
  '',
  ' ',
  '\0',
  '\u2028',
  '\ud800',
  '../../etc/passwd',
  "' or 1=1 --",
  '<script>alert(1)</script>',
  '%00',
  '%',
  '[::1',
  'javascript:alert(1)',
  'http://169.254.169.254/',
  '__proto__',
  'constructor',
  'toString',
  '-1',
  '1e309',
  'null',
  'x'.repeat(5_000),
  'ﷺ'.repeat(300),
  'a\r\nset-cookie: x=y',
  '\u001b[31m',
]
const text = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 20 }),
)
const value = fc.oneof(
  text,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(null, true, -1, 1e308, 0.5, [], {}),
)

/** The example with some fields replaced, removed or added. */
const near = (example: object): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      fc.dictionary(fc.constantFrom(...Object.keys(example), 'extra', 'id', '__proto__'), value, { maxKeys: 2 }),
      fc.oneof({ weight: 3, arbitrary: fc.constant(Object.keys(example)) }, fc.subarray(Object.keys(example))),
    )
    .map(([changed, kept]) => ({
      ...Object.fromEntries(kept.map((name) => [name, (example as Record<string, unknown>)[name]])),
      ...changed,
    }))

/** Mostly empty, because a request with several faults rarely gets past the first check. */
const mostlyNone = <T>(some: fc.Arbitrary<Record<string, T>>): fc.Arbitrary<Record<string, T>> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant<Record<string, T>>({}) }, some)

interface Sent {
  readonly route: string
  readonly body?: unknown
  readonly headers: Record<string, string>
}

/** Text that HTTP allows in a header. */
const headerText = fc.string({
  unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)),
  maxLength: 60,
})

function calls(ids: Ids): fc.Arbitrary<Sent> {
  const known = fc.constantFrom(...Object.values(ids))
  const one = (operation: (typeof operations)[number]): fc.Arbitrary<Sent> => {
    const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    const paths = fc.record(
      Object.fromEntries(
        names.map((name) => [name, fc.oneof({ weight: 4, arbitrary: fc.constant(ids[name] ?? 'none') }, known, text)]),
      ),
    )
    const query = mostlyNone(
      fc.dictionary(
        fc.constantFrom(...Object.keys(operation.query.shape), 'expand[]', 'limit', 'other', '__proto__'),
        fc.oneof(known, text),
        { minKeys: 1, maxKeys: 3 },
      ),
    )
    const body = operation.body
      ? fc.oneof(near(operation.example ?? {}), near(operation.example ?? {}), value, fc.string())
      : fc.constant(undefined)
    const headers = mostlyNone(
      fc.dictionary(
        fc.constantFrom('if-match', 'if-none-match', 'idempotency-key', 'accept', 'content-type'),
        headerText,
        { minKeys: 1, maxKeys: 2 },
      ),
    )
    return fc.tuple(paths, query, body, headers).map(([path, sent, content, head]) => {
      const search = new URLSearchParams(
        Object.entries(sent).map(([name, item]) => [name, item.toWellFormed()]),
      ).toString()
      const wellFormed = Object.fromEntries(Object.entries(path).map(([name, item]) => [name, item.toWellFormed()]))
      return {
        route: `${routeOf(operation, wellFormed)}${search === '' ? '' : `?${search}`}`,
        ...(content === undefined ? {} : { body: content }),
        headers: head,
      }
    })
  }
  return fc.oneof(...operations.map(one))
}

const endpoints = [
  'GET /oauth/authorize',
  'POST /oauth/authorize',
  'POST /oauth/token',
  'POST /oauth/par',
  'POST /oauth/device_authorization',
  'GET /device',
  'POST /device',
  'GET /device/complete',
  'POST /oauth/introspect',
  'POST /oauth/revoke',
  'GET /oauth/userinfo',
  'POST /oauth/userinfo',
  'GET /oauth/logout',
  'POST /oauth/logout',
  'GET /oauth/jwks',
  'GET /.well-known/openid-configuration',
  'GET /signin',
  'GET /signin/choose',
  'GET /error/{id}',
  'GET /sso/oidc/callback/{id}',
  'GET /docs/errors',
  'GET /{id}',
  'GET /env/{id}/oauth/authorize',
]
const parameters =
  'client_id client_secret redirect_uri response_type scope state nonce code code_challenge code_challenge_method code_verifier grant_type refresh_token token token_type_hint id_token_hint post_logout_redirect_uri login_hint domain_hint organization connection prompt max_age claims request request_uri client_assertion client_assertion_type iss error error_description sign_in email response_mode acr_values ui_locales resource user_code device_code decision subject_token subject_token_type'.split(
    ' ',
  )

/** @param good correct values, so that some requests pass the first checks */
function visits(ids: Ids, good: Readonly<Record<string, string>>): fc.Arbitrary<Sent> {
  const right = fc.subarray(Object.entries(good), { minLength: Object.keys(good).length - 2 })
  const wrong = fc.dictionary(fc.constantFrom(...parameters), fc.oneof(text, fc.constantFrom(...Object.values(ids))), {
    maxKeys: 4,
  })
  const authorization = fc.oneof(
    fc.constantFrom('Bearer x', 'Basic Og==', 'Basic %%%', 'Bearer eyJhbGciOiJub25lIn0.e30.', 'Basic', ''),
    headerText,
  )
  return fc
    .tuple(
      fc.constantFrom(...endpoints),
      right,
      wrong,
      fc.oneof(fc.constantFrom(...Object.values(ids)), text),
      authorization,
      fc.boolean(),
    )
    .map(([endpoint, kept, changed, id, authorization_header, sends_header]) => {
      const sent = Object.entries({ ...Object.fromEntries(kept), ...changed }).map(([name, item]) => [
        name,
        item.toWellFormed(),
      ])
      const form = new URLSearchParams(sent).toString()
      const route = endpoint.replace('{id}', encodeURIComponent(id.toWellFormed()))
      const headers: Record<string, string> = sends_header ? { authorization: authorization_header } : {}
      if (route.startsWith('GET ')) return { route: `${route}?${form}`, headers: { ...headers, accept: 'text/html' } }
      return { route, body: form, headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' } }
    })
}

export function hostileSuite(runs: number): void {
  let harness: Harness
  let browsers: Harness
  let ids: Ids
  /** The secrets that no output may contain. */
  const secrets: string[] = []
  const outputs: string[] = []
  /** The number of answers for each class of status. */
  let answered: Record<string, number> = {}
  const count = (status: number): void => {
    const group = `${Math.floor(status / 100)}xx`
    answered[group] = (answered[group] ?? 0) + 1
  }

  beforeAll(async () => {
    harness = await startHarness()
    browsers = await addEnvironment(harness, 'browsers') // the API calls damage the data of the first environment
    const tour = await takeTour(harness)
    const { client, organization_id, connection_id } = harness
    const application_id = harness.application.client_id
    const [secret, credential] = [
      await client.applications.createSecret(application_id),
      await client.credentials.create(connection_id, { type: 'client_secret', client_secret: sent_secret }),
    ]
    ids = {
      organization_id,
      connection_id,
      application_id,
      secret_id: secret.id,
      credential_id: credential.id,
      domain_id: (await client.domains.create(organization_id, { domain: 'fuzz.example' })).id,
      user_id: (await client.users.create({ organization_id, email: 'fuzz@acme.example' })).id,
      role_id: (await client.roles.create({ slug: 'fuzz', name: 'Fuzz' })).id,
      group_id: (await client.groups.create({ organization_id, idp_id: 'fuzz' })).id,
      api_key_id: (await client.apiKeys.create({ name: 'Fuzz' })).id,
      sign_in_id: (await client.signIns.list()).data[0]?.id ?? '',
      external_id: 'fuzz',
    }
    secrets.push(secret.client_secret, sent_secret, browsers.api_key, browsers.application.client_secret)
    secrets.push(harness.api_key, harness.installation_key, harness.application.client_secret)
    for (const { operation, answer } of tour) {
      const { secret, client_secret, url } = answer.body ?? {}
      if (operation.gives_secret) secrets.push(secret ?? client_secret ?? String(url).split('/').at(-1))
    }
  })
  afterAll(() => harness.close())

  const property = {
    numRuns: Math.ceil(runs / 2),
    seed: 20_261_122,
    endOnFailure: true,
    interruptAfterTimeLimit: 280_000,
  }
  /** A slow machine may be stopped by the time limit, but not before this: fewer runs prove too little. */
  const least = Math.ceil(property.numRuns / 2)
  const made = (): number => Object.values(answered).reduce((sum, group) => sum + group, 0)

  it(`${property.numRuns} generated calls of the management API get no 5xx`, {
    timeout: 300_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(calls(ids), async ({ route, body, headers }) => {
        const answer = await api(harness, route, { ...(body === undefined ? {} : { body }), headers })
        outputs.push(JSON.stringify(answer.body ?? ''))
        count(answer.status)
        expect([route, answer.status < 500 ? 'below 500' : answer.body]).toEqual([route, 'below 500'])
      }),
      property,
    )
    expect(made()).toBeGreaterThanOrEqual(least)
    // Some calls succeed, which shows that the calls reach the code behind the first checks.
    expect(answered['2xx']).toBeGreaterThan(property.numRuns / 20)
  })

  it(`${property.numRuns} generated requests of browsers and clients get no 5xx`, {
    timeout: 300_000,
  }, async () => {
    answered = {}
    const { client_id, client_secret, redirect_uri } = browsers.application
    const asked = new URL(authorizeAddress(browsers)).searchParams
    const good = {
      ...Object.fromEntries(asked),
      client_id,
      client_secret,
      redirect_uri,
      grant_type: 'authorization_code',
    }
    await fc.assert(
      fc.asyncProperty(visits(ids, good), async ({ route, body, headers }) => {
        const [method = '', path = ''] = route.split(/ (.*)/s)
        const init = {
          method,
          headers,
          redirect: 'manual',
          ...(body === undefined ? {} : { body: String(body) }),
        } as const
        const response = await fetch(`${browsers.url}${path}`, init)
        const answer = await response.text()
        count(response.status)
        outputs.push(`${answer}${response.headers.get('location') ?? ''}`)
        expect([route, response.status < 500 ? 'below 500' : answer]).toEqual([route, 'below 500'])
        const location = response.headers.get('location')
        if (location !== null) expect(location).toMatch(openTo(browsers))
      }),
      property,
    )
    expect(made()).toBeGreaterThanOrEqual(least)
    expect(answered['3xx']).toBeGreaterThan(property.numRuns / 50)
  })

  it('afterwards a person can sign in, and no output contains a secret', { timeout: 60_000 }, async () => {
    const person = browser()
    const back = await goUpstream(browsers, person, { scope: 'openid offline_access' })
    const returned = await person.get(back.href)
    const code = new URL(returned.headers.get('location') ?? '').searchParams.get('code') ?? ''
    const tokens = (await (await redeem(browsers, code)).json()) as TokenAnswer
    const { access_token, id_token, refresh_token } = tokens
    secrets.push(
      code,
      access_token,
      id_token,
      refresh_token,
      ...person.cookies.values(),
      back.searchParams.get('code') ?? '',
    )
    secrets.push(back.searchParams.get('state') ?? '')
    // Sends the secrets in the wrong places, too.
    for (const secret of [...secrets]) {
      await person.get(`${harness.url}/oauth/authorize?client_id=${encodeURIComponent(secret)}`)
      await person.get(`${harness.url}/${encodeURIComponent(secret)}`)
      await api(harness, `GET /v1/users/${encodeURIComponent(secret)}`)
      await api(harness, 'POST /v1/organizations', { body: { name: 7, [secret]: secret } }).catch(() => undefined)
    }
    for (const { events, signIns, users } of [harness.client, browsers.client]) {
      outputs.push(JSON.stringify(await events.list({ limit: 100 }).toArray()))
      for (const { id } of (await signIns.list({ limit: 100 })).data)
        outputs.push(JSON.stringify(await signIns.get(id)))
      outputs.push(JSON.stringify(await users.list({ limit: 100 }).toArray()))
    }
    outputs.push(...harness.log_lines)
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(15)
      expect(outputs.filter((output) => output.includes(secret)).map((output) => output.slice(0, 300))).toEqual([])
    }
  })
}

/** The gateway may redirect a browser only to itself, its identity provider and its application. */
function openTo({ url, provider, application }: Harness): RegExp {
  const escaped = [url, provider.url, application.redirect_uri, '/'].map((place) =>
    place.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  )
  return new RegExp(`^(?:${escaped.join('|')})`)
}
