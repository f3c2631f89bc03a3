/**
 * An application with sessions of its own, which it ends when the gateway says so: by a logout token, or by its page for
 * logout in the browser. It uses openid-client and jose, and no code of ours.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createLocalJWKSet, jwtVerify } from 'jose'
import * as oidc from 'openid-client'

export interface LogoutApplication {
  readonly port: number
  /** The `sid` of each session that is open now. */
  sessions(): readonly string[]
  /** How sessions were ended, in order: `backchannel <sid>`. */
  readonly heard: string[]
  close(): Promise<void>
}

export interface Registration {
  readonly issuer: string
  /** Where the gateway really listens. */
  readonly gateway: string
  readonly client_id: string
  readonly client_secret: string
  readonly organization: string
}

interface Session {
  readonly sid: string
  readonly name: string
  readonly id_token: string
}

/** @param registered is asked at each request, because the address must be known before the application is registered */
export async function startLogoutApplication(
  name: string,
  site: () => string,
  registered: () => Registration,
): Promise<LogoutApplication> {
  const sessions = new Map<string, Session>()
  const flows = new Map<string, string>()
  const heard: string[] = []
  const reach = (address: string): string => address.replace(registered().issuer, registered().gateway)

  async function configuration(): Promise<oidc.Configuration> {
    const { issuer, client_id, client_secret } = registered()
    const options = { [oidc.customFetch]: (address: string, init: object) => fetch(reach(address), init) }
    return oidc.discovery(new URL(issuer), client_id, client_secret, undefined, options as oidc.DiscoveryRequestOptions)
  }

  function end(how: string, sid: string): void {
    heard.push(`${how} ${sid}`)
    for (const [key, session] of sessions) if (session.sid === sid) sessions.delete(key)
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', site())
    const key = /app=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
    const session = sessions.get(key)
    const page = (body: string): void =>
      void response.setHeader('content-type', 'text/html').end(`<title>${name}</title>${body}`)
    const go = (address: string): void => void response.writeHead(303, { location: address }).end()
    if (url.pathname === '/sign-in') {
      const state = randomUUID()
      flows.set(state, oidc.randomPKCECodeVerifier())
      const parameters = {
        redirect_uri: `${site()}/callback`,
        scope: 'openid profile',
        state,
        organization: registered().organization,
        code_challenge: await oidc.calculatePKCECodeChallenge(String(flows.get(state))),
        code_challenge_method: 'S256',
      }
      return go(oidc.buildAuthorizationUrl(await configuration(), parameters).href)
    }
    if (url.pathname === '/callback') {
      const state = String(url.searchParams.get('state'))
      const checks = { expectedState: state, pkceCodeVerifier: String(flows.get(state)) }
      const tokens = await oidc.authorizationCodeGrant(await configuration(), url, checks)
      const { sid, name: person } = (tokens.claims() ?? {}) as Record<string, unknown>
      const fresh = randomUUID()
      sessions.set(fresh, { sid: String(sid), name: String(person), id_token: String(tokens.id_token) })
      response.setHeader('set-cookie', `app=${fresh}; Path=/; HttpOnly; Secure; SameSite=Lax`)
      return go('/')
    }
    if (url.pathname === '/sign-out') {
      sessions.delete(key)
      const hint = session ? { id_token_hint: session.id_token } : {}
      const parameters = { ...hint, post_logout_redirect_uri: `${site()}/`, client_id: registered().client_id }
      return go(oidc.buildEndSessionUrl(await configuration(), parameters).href)
    }
    if (url.pathname === '/backchannel-logout') {
      const form = new URLSearchParams(await text(request))
      const keys = (await (await fetch(`${registered().gateway}/oauth/jwks`)).json()) as Parameters<
        typeof createLocalJWKSet
      >[0]
      const { payload } = await jwtVerify(String(form.get('logout_token')), createLocalJWKSet(keys), {
        issuer: registered().issuer,
        audience: registered().client_id,
        typ: 'logout+jwt',
      })
      end('backchannel', String(payload.sid))
      return void response.writeHead(204).end()
    }
    if (url.pathname === '/frontchannel-logout') {
      if (url.searchParams.get('iss') === registered().issuer) end('frontchannel', String(url.searchParams.get('sid')))
      return page('out')
    }
    page(
      session
        ? `<h1>Hello ${session.name}</h1><a href="/sign-out">Sign out</a>`
        : `<h1>${name}</h1><a href="/sign-in">Sign in</a>`,
    )
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error) => response.writeHead(500).end(String(error)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    sessions: () => [...sessions.values()].map(({ sid }) => sid),
    heard,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
