/**
 * A whole sign-in in one call, for tests without a browser. It sends the requests of a browser to the emulator's own
 * server, without a network connection, so it needs neither trust in a certificate nor a free port.
 *
 *   authorize request --> account --> password --> consent, accepted --> redirect to the application
 *
 * Each call is a new browser without cookies. An error that Entra sends to the application is a redirect like any
 * other; an error that Entra shows to the person is a SignInError.
 */
import type { FastifyInstance, InjectOptions } from 'fastify'
import { findElsewhere, findPerson } from '../authorize/people.ts'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import { readCookie } from '../http/cookies.ts'
import { findAuthority } from '../tenants/authority.ts'
import { type ReadPage, readPage } from './page-reading.ts'

/** The person who signs in: a user name, or a user with another password than the directory's. */
export type SigningPerson = string | { readonly userPrincipalName: string; readonly password?: string | undefined }

/** The way back to the application. */
export interface SignInRedirect {
  /** The redirect URI. In query and fragment mode it carries the response. */
  readonly url: URL
  /** With `response_mode=form_post`, the body to post to `url`; else undefined. */
  readonly form: URLSearchParams | undefined
  /** The parameters of the response in any mode: `code` and `state`, or `error` and `error_description`. */
  readonly parameters: URLSearchParams
}

/** A sign-in that ended on a page of the emulator. */
export class SignInError extends Error {
  /** The number after AADSTS: 50105. Undefined for a page without one. */
  readonly aadsts: number | undefined
  /** The text of the error after its number, as on the page. */
  readonly text: string

  constructor(problem: string) {
    super(`the sign-in ended on a page: ${problem}`)
    this.name = 'SignInError'
    const [, number, text] = /^AADSTS(\d+): (.*)$/s.exec(problem) ?? []
    this.aadsts = number === undefined ? undefined : Number(number)
    this.text = text ?? problem
  }
}

interface Answer {
  readonly status: number
  readonly location: string | undefined
  readonly markup: string
}

type Send = (request: InjectOptions) => Promise<Answer>

/** A browser without cookies. */
function openVisit(server: FastifyInstance): Send {
  const cookies = new Map<string, string>()
  return async (request) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await server.inject({ ...request, headers: { ...request.headers, cookie } })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const name = line.split('=', 1)[0] ?? ''
      cookies.set(name, readCookie(line, name) ?? '')
    }
    return { status: answer.statusCode, location: answer.headers.location, markup: answer.body }
  }
}

function postTo(path: string, fields: Readonly<Record<string, string>>): InjectOptions {
  return {
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  }
}

/** The path of an authorize request, or of a request for the consent of an organization, at this emulator. */
function authorizePath(emulation: Emulation, listening: string, address: string | URL): string {
  const url = URL.canParse(String(address)) ? new URL(address) : undefined
  const origins = [emulation.address.baseUrl(), listening]
  if (
    !url ||
    !origins.includes(url.origin) ||
    !/^\/[^/]+\/(oauth2\/v2\.0\/authorize|(v2\.0\/)?adminconsent|saml2)$|^\/(api\/signin|okta|google)\//i.test(
      url.pathname,
    )
  ) {
    const example = `${origins[0]}/TENANT/oauth2/v2.0/authorize?client_id=…`
    throw new TypeError(`signIn needs an authorize URL of this emulator, such as ${example}, got "${address}"`)
  }
  return url.pathname + url.search
}

/** The directory's password of a person at the tenant of the URL, or at any. It is empty for an unknown person. */
function passwordOf(emulation: Emulation, path: string, name: string): string {
  try {
    const authority = findAuthority(emulation.directory, decodeURIComponent(path.split('/')[1] ?? ''))
    return findPerson(emulation.directory, authority, name)?.user.password ?? ''
  } catch (error) {
    if (!(error instanceof EntraError)) throw error
    // The path names no tenant, as at Okta. An unknown tenant will be told by the error page.
    return findElsewhere(emulation.directory, name)?.user.password ?? ''
  }
}

/** The next form of a person who wants in, or undefined on a page without one. */
function nextForm(
  page: ReadPage,
  name: string,
  password: string,
  asked: ReadonlySet<string>,
): InjectOptions | undefined {
  if (page.kind === 'form_post' || page.kind === 'error') return undefined
  const { flow, problem } = page
  if (problem !== undefined) throw new SignInError(problem)
  // A hint in the URL may have chosen another account, so the account comes first in any case.
  if (!asked.has('account')) return postTo('/_sign-in/account', { flow, user_name: name })
  if (page.kind === 'account' || asked.has(page.kind)) throw new SignInError(`the page asks for the ${page.kind} again`)
  if (page.kind === 'password') return postTo('/_sign-in/password', { flow, password })
  return postTo('/_sign-in/consent', { flow, decision: 'accept' })
}

function redirectTo(location: string): SignInRedirect {
  const url = new URL(location)
  const fragment = new URLSearchParams(url.hash.slice(1))
  return { url, form: undefined, parameters: fragment.size > 0 ? fragment : new URLSearchParams(url.search) }
}

/**
 * Signs a person in at an authorize URL of the emulator, and accepts the consent page.
 * @param listening the origin at which the server listens, beside its public one
 * @throws SignInError if the sign-in ends on a page, TypeError for an address that is no authorize URL of the emulator
 */
export async function signIn(
  server: FastifyInstance,
  emulation: Emulation,
  listening: string,
  address: string | URL,
  person: SigningPerson,
): Promise<SignInRedirect> {
  const path = authorizePath(emulation, listening, address)
  const name = typeof person === 'string' ? person : person.userPrincipalName
  const given = typeof person === 'string' ? undefined : person.password
  const password = given ?? passwordOf(emulation, path, name)
  const send = openVisit(server)
  const asked = new Set<string>()
  let request: InjectOptions = { method: 'GET', url: path }
  for (;;) {
    const answer = await send(request)
    if (answer.location !== undefined) return redirectTo(answer.location)
    const page = readPage(answer.markup)
    if (page.kind === 'form_post') {
      const form = new URLSearchParams(page.fields.map(([field, value]) => [field, value]))
      return { url: new URL(page.action), form, parameters: form }
    }
    const next = nextForm(page, name, password, asked)
    if (next === undefined) throw new SignInError(page.kind === 'error' ? page.problem : answer.markup)
    asked.add(String(next.url).replace('/_sign-in/', ''))
    request = next
  }
}
