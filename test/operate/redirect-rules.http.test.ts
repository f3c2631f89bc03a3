/** The printed rules for a redirect URI at another host, each in the real program. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../packages/gateway/src/testing/free-port.ts'
import {
  addConnection,
  answerOf,
  browser,
  goUpstream,
  type Harness,
  startHarness,
} from '../../packages/gateway/test/harness.ts'
import { startWebServer } from './web-server.ts'

type Kind = 'nginx' | 'caddy' | 'express'
const kinds: readonly Kind[] = ['nginx', 'caddy', 'express']

let harness: Harness
let port: number
beforeAll(async () => {
  harness = await startHarness()
  port = await freePort(18_600)
})
afterAll(() => harness.close())
beforeEach(() => harness.provider.reset())

/** Serves a site that has only the rules. */
async function serve(kind: Kind, rules: readonly string[]): Promise<() => Promise<unknown>> {
  if (kind === 'nginx') {
    const site = `server { listen 127.0.0.1:${port}; ${rules.join('\n')} location / { return 404; } }`
    return (await startWebServer('nginx', site, port)).stop
  }
  if (kind === 'caddy') {
    const lines = rules.join('\n').replaceAll('\n', '\n\t')
    return (await startWebServer('Caddy', `http://127.0.0.1:${port} {\n\t${lines}\n\trespond 404\n}`, port)).stop
  }
  // Express brings no types.
  const { default: express } = await import('express' as string)
  const app = express()
  for (const rule of rules) new Function('app', rule)(app)
  const server = createServer(app).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

interface Answer {
  readonly status: number | undefined
  readonly location: string | undefined
}

/** Asks for a path as it is written: `fetch` would change it. */
async function ask(path: string, method = 'GET'): Promise<Answer> {
  const asked = request({ host: '127.0.0.1', port, path, method, agent: false }).end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  response.resume()
  return { status: response.statusCode, location: response.headers.location }
}

async function scene(redirect_uri: string): Promise<{ organization: string; connection: string }> {
  const { id } = await harness.client.organizations.create({ name: redirect_uri.slice(0, 60) })
  const made = await addConnection({ ...harness, organization_id: id }, {})
  await harness.client.connections.update(made.id, { settings: { redirect_uri } })
  await harness.client.connections.activateCandidate(made.id, { without_test: true })
  return { organization: id, connection: made.id }
}

/** Paths with characters that mean something to one of the programs. The second one of each must not lead to us. */
const paths: readonly (readonly [string, string, string])[] = [
  ['a slash at its end', '/oauth/complete/', '/oauth/complete'],
  ['no slash at its end', '/oauth/done', '/oauth/done/'],
  ['capitals', '/Oauth/Case', '/oauth/case'],
  ['a dot', '/signin.aspx', '/signinXaspx'],
  ['a semicolon', '/callback;v=1', '/callback'],
  ['a star', '/any/*', '/any/thing'],
  ['a colon', '/users/:id', '/users/7'],
  ['brackets', '/a(b)[c]', '/abc'],
  ['a dollar, a plus and an at sign', '/$uri+@me', '/uri'],
  ['a quote and a backslash', "/it's%22%5C", '/its'],
  ['braces and a blank', '/%7Bhost%7D%20x', '/host'],
  ['a hash and a question mark', '/a%23b%3Fc', '/a'],
  ['letters of another language', '/r%C3%BCckweg', '/rckweg'],
  ['two slashes in a row', '/one//two', '/three'],
]

describe.each(kinds)('the rule for %s', (kind) => {
  let stop: () => Promise<unknown>
  let callbacks: readonly string[]
  beforeAll(async () => {
    const connections = await Promise.all(paths.map(([, path]) => scene(`http://127.0.0.1:${port}${path}`)))
    const found = await Promise.all(connections.map(({ connection }) => harness.client.connections.get(connection)))
    expect(found.map(({ redirect_uri }) => redirect_uri)).toEqual(
      paths.map(([, path]) => `http://127.0.0.1:${port}${path}`),
    )
    callbacks = connections.map(({ connection }) => `${harness.url}/sso/oidc/callback/${connection}`)
    stop = await serve(
      kind,
      found.map(({ redirect_rules }) => String(redirect_rules?.[kind])),
    )
  })
  afterAll(() => stop())

  it.each(paths)('leads from a path with %s, and from no other', async (name, path, other) => {
    const callback = callbacks[paths.findIndex(([one]) => one === name)]
    const query = '?code=a%2Bb%20c&state=s&iss=https%3A%2F%2Flogin.example%2F'
    const led = { status: 307, location: `${callback}${query}` }
    expect(await ask(`${path}${query}`)).toEqual(led)
    expect(await ask(`${path}${query}`, 'POST')).toEqual(led)
    expect(await ask(`${other}${query}`)).toEqual({ status: 404, location: undefined })
  })
})

it.each(kinds)('a sign-in at another host works with the rule for %s', async (kind) => {
  const { organization, connection } = await scene(`http://127.0.0.1:${port}/oauth/complete/`)
  const { redirect_rules } = await harness.client.connections.get(connection)
  const stop = await serve(kind, [String(redirect_rules?.[kind])])
  try {
    const person = browser()
    const back = await goUpstream(harness, person, { organization })
    expect(back.pathname).toBe('/oauth/complete/')
    const { location } = await ask(`${back.pathname}${back.search}`)
    expect(answerOf(await person.get(String(location))).code).toBeTruthy()
  } finally {
    await stop()
  }
})

it.each(['/%FF', '/a%00b', '/a%0Ab', '/%', '/a%C2%A0b', '/a%E2%80%A8b', '/a%2f..%2fb', '/a%2f.%2fb'])(
  'a redirect URI with the path %s at another host is refused',
  async (path) => {
    const settings = { redirect_uri: `https://elsewhere.example${path}` }
    await expect(harness.client.connections.update(harness.connection_id, { settings })).rejects.toMatchObject({
      code: 'values_invalid',
      errors: [{ param: '/settings/redirect_uri' }],
    })
  },
)
