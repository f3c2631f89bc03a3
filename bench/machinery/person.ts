/**
 * Plays one person's browser and the application: four requests to the target over kept connections. It does not visit
 * the page of the identity provider, but makes the code that the provider would give.
 */
import { Agent, request } from 'node:http'
import type { CodeContent } from './idp.ts'
import { samlAnswer } from './saml-answer.ts'
import type { PlainTarget } from './target.ts'

export interface HttpAnswer {
  readonly status: number
  readonly location: string
  readonly cookies: readonly string[]
  readonly body: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 })

interface Sending {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

export function send(address: string, { method = 'GET', headers = {}, body }: Sending = {}): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(address, { method, agent, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk) => {
        text += chunk
      })
      answer.on('end', () => {
        const { location = '', 'set-cookie': cookies = [] } = answer.headers
        resolve({ status: answer.statusCode ?? 0, location, cookies, body: text })
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** The cookies of one browser at the target. */
export interface Cookies {
  take(answer: HttpAnswer): void
  headers(): Record<string, string>
}

export function newCookies(): Cookies {
  const values = new Map<string, string>()
  return {
    take(answer) {
      for (const line of answer.cookies) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (value === '') values.delete(name)
        else values.set(name, value)
      }
    },
    headers() {
      if (values.size === 0) return {}
      return { cookie: [...values].map(([name, value]) => `${name}=${value}`).join('; ') }
    },
  }
}

/** The fault of a visit, for the negative probes. */
export interface Change {
  readonly fault?: CodeContent['f']
  /** Parameters that are added to the callback. */
  readonly back?: Readonly<Record<string, string>>
}

export interface Visit {
  /** The redirect to the application. */
  readonly back: URL
  /** The number of requests of the browser to the target. */
  readonly hops: number
}

/** Follows redirects within the target, and stops at the identity provider or at the application. */
async function follow(target: PlainTarget, address: string, cookies: Cookies): Promise<{ href: string; hops: number }> {
  const { origin } = new URL(target.token)
  let next = address
  for (let hops = 1; hops < 10; hops += 1) {
    const answer = await send(next, { headers: cookies.headers() })
    cookies.take(answer)
    if (answer.location === '') {
      throw new Error(`${next.slice(0, 200)} answered ${answer.status} ${answer.body.slice(0, 300)}`)
    }
    next = new URL(answer.location, next).href
    if (next.startsWith(target.redirect_uri) || !next.startsWith(origin)) return { href: next, hops }
  }
  throw new Error('too many redirects')
}

/** Posts a form. */
function post(address: string, fields: Readonly<Record<string, string>>, headers = {}): Promise<HttpAnswer> {
  const body = new URLSearchParams(fields).toString()
  const content = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
  }
  return send(address, { method: 'POST', headers: { ...headers, ...content }, body })
}

/**
 * Comes back with a SAML response. Its form is from another site, so it arrives without cookies; our page posts it once
 * more, with them.
 */
async function backWithSaml(target: PlainTarget, there: URL, sub: string, cookies: Cookies): Promise<Visit> {
  const { acs_url, form } = samlAnswer(there, sub)
  succeeded('the assertion consumer service', await post(acs_url, form))
  const answer = await post(acs_url, { ...form, posted_again: '1' }, cookies.headers())
  cookies.take(answer)
  if (!answer.location.startsWith(target.redirect_uri)) {
    throw new Error(`the response led to ${answer.status} ${answer.location} ${answer.body.slice(0, 300)}`)
  }
  return { back: new URL(answer.location), hops: 2 }
}

/** Goes from the application to the identity provider and back. */
export async function visit(
  target: PlainTarget,
  sub: string,
  state: string,
  cookies = newCookies(),
  change: Change = {},
): Promise<Visit> {
  const there = await follow(target, `${target.authorize}&state=${state}&nonce=${state}`, cookies)
  if (there.href.startsWith(target.redirect_uri)) return { back: new URL(there.href), hops: there.hops } // from a session
  const { searchParams } = new URL(there.href)
  if (searchParams.has('SAMLRequest')) {
    const { back, hops } = await backWithSaml(target, new URL(there.href), sub, cookies)
    return { back, hops: there.hops + hops }
  }
  const content: CodeContent = {
    n: searchParams.get('nonce') ?? '',
    c: searchParams.get('code_challenge') ?? '',
    s: sub,
    ...(change.fault ? { f: change.fault } : {}),
  }
  const callback = new URL(searchParams.get('redirect_uri') ?? '')
  callback.searchParams.set('code', Buffer.from(JSON.stringify(content)).toString('base64url'))
  callback.searchParams.set('state', searchParams.get('state') ?? '')
  for (const [name, value] of Object.entries(change.back ?? {})) callback.searchParams.set(name, value)
  const back = await follow(target, callback.href, cookies)
  return { back: new URL(back.href), hops: there.hops + back.hops }
}

/** Changes of a token request, for the negative probes; `null` leaves a parameter out. */
export interface TokenChange {
  readonly client_id?: string
  readonly client_secret?: string | null
  readonly code_verifier?: string
  readonly redirect_uri?: string
}

/** Sends a request with the application's credentials. */
export function asClient(
  target: PlainTarget,
  address: string,
  fields: Readonly<Record<string, string>>,
  { client_id = target.client_id, client_secret = target.client_secret }: TokenChange = {},
): Promise<HttpAnswer> {
  const form = new URLSearchParams(fields)
  const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' }
  if (target.client_authentication === 'post' || client_secret === null) {
    form.set('client_id', client_id)
    if (client_secret !== null) form.set('client_secret', client_secret)
  } else {
    headers.authorization = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`
  }
  const body = form.toString()
  headers['content-length'] = String(Buffer.byteLength(body))
  return send(address, { method: 'POST', headers, body })
}

/** Redeems the code as the application. */
export function redeem(target: PlainTarget, code: string, change: TokenChange = {}): Promise<HttpAnswer> {
  const { code_verifier = target.code_verifier, redirect_uri = target.redirect_uri } = change
  return asClient(target, target.token, { grant_type: 'authorization_code', code, redirect_uri, code_verifier }, change)
}

export interface Tokens {
  readonly access_token: string
  readonly refresh_token?: string
}

/** Returns the body of an answer that must be 200. @throws Error with the status and the body otherwise */
export function succeeded(what: string, { status, body }: HttpAnswer): string {
  if (status !== 200) throw new Error(`${what} answered ${status} ${body.slice(0, 300)}`)
  return body
}

export async function askUserinfo(target: PlainTarget, { access_token }: Tokens): Promise<void> {
  const headers = { authorization: `Bearer ${access_token}` }
  succeeded('userinfo', await send(target.userinfo, { headers }))
}

/** Runs the whole sign-in. @throws Error when a step fails */
export async function signIn(target: PlainTarget, sub: string, state: string, cookies?: Cookies): Promise<Tokens> {
  const { back } = await visit(target, sub, state, cookies)
  const code = back.searchParams.get('code')
  if (code === null) throw new Error(`no code: ${back.href.slice(0, 300)}`)
  const tokens = JSON.parse(succeeded('token', await redeem(target, code))) as Tokens
  await askUserinfo(target, tokens)
  return tokens
}
