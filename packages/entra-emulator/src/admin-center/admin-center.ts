/**
 * The admin center, below /admin-center: the pages of entra.microsoft.com on which an administrator connects an
 * application. It works on the same directory as the sign-in pages and the admin API.
 *
 *   sign-in.ts            the emulator's own sign-in, at the tenant of the account
 *   role.ts               everybody reads; a change demands the role that Entra demands
 *   blade.ts              what a page is, and what a form of it does
 *   app-registrations/    registrations, their credentials, claims, permissions, roles, scopes
 *   enterprise-apps/      the tenant's settings for them: who may sign in, consents, custom claims, SAML
 *   people/               users and groups
 *   layout/               navigation, forms, tables, styles
 *
 * It refuses forms of other origins, and host names that are not the emulator's. Pages carry no script but the one of
 * the buttons "Copy".
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AdminError } from '../admin/admin-route.ts'
import { isOwnHost } from '../admin/guard.ts'
import type { SignedInCandidate } from '../authorize/people.ts'
import { FixtureError } from '../directory/reader.ts'
import type { Emulation } from '../emulation.ts'
import { EntraError, errorText } from '../errors/entra-error.ts'
import { type Parameters, readForm, readParameters } from '../http/parameters.ts'
import { refuseForeignOrigin } from '../http/same-origin.ts'
import { html } from '../pages/html.ts'
import { sendPage } from '../pages/send-page.ts'
import { accountOf } from './account.ts'
import { appRegistrationRoutes } from './app-registrations/routes.ts'
import { type Blade, type BladeCall, type BladeRoute, type Outcome, Refused, root } from './blade.ts'
import { refusalText } from './changing.ts'
import { enterpriseAppRoutes } from './enterprise-apps/routes.ts'
import { homeRoute } from './home.ts'
import { sendBlade } from './layout/send-blade.ts'
import { peopleRoutes } from './people/routes.ts'
import { mayDo, missingRole } from './role.ts'
import { addressWith, takeShownOnce } from './shown-once.ts'
import { askConsent, signInAddress, signInRoutes } from './sign-in.ts'
import { readUpload } from './upload.ts'

/** Every page, with its forms. */
export const adminCenterRouteList: readonly BladeRoute[] = [
  homeRoute,
  { ...homeRoute, path: '/' },
  ...appRegistrationRoutes,
  ...enterpriseAppRoutes,
  ...peopleRoutes,
]

type BladeRequest = FastifyRequest<{ Params: Record<string, string> }>

function callOf(emulation: Emulation, request: BladeRequest, { tenant, user }: SignedInCandidate): BladeCall {
  return {
    emulation,
    tenant,
    user,
    path: request.url.replace(/\?.*$/s, ''),
    params: request.params,
    query: readParameters(request.query),
    form: new Map(),
    files: new Map(),
    problem: undefined,
    ask: undefined,
    notice: undefined,
    secret: undefined,
  }
}

/** The page of a refusal that has no form to go back to. */
function refusedBlade({ message, status }: Refused): Blade {
  const title = status === 404 ? 'Not found' : 'Refused'
  return { title, crumbs: [], status, body: html`<p role="alert">${message}</p><p><a href="${root}">Home</a></p>` }
}

function sendRefusedRequest(reply: FastifyReply, because: string): FastifyReply {
  const body = html`<h1>Not changed</h1><p role="alert">${because}</p><p><a href="${root}">Entra admin center</a></p>`
  return sendPage(reply, 403, { title: 'Not changed', body })
}

/** The words for a person, or undefined for a bug. */
function problemOf(error: unknown): string | undefined {
  if (error instanceof Refused || error instanceof AdminError) return error.message
  if (error instanceof FixtureError) return refusalText(error)
  return error instanceof EntraError ? errorText(error) : undefined
}

async function show(reply: FastifyReply, route: BladeRoute, call: BladeCall, status = 200): Promise<FastifyReply> {
  try {
    const blade = await route.show(call)
    return sendBlade(reply, status === 200 ? (blade.status ?? 200) : status, blade, call)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return sendBlade(reply, error.status, refusedBlade(error), { ...call, problem: undefined })
  }
}

async function act(
  route: BladeRoute,
  asked: BladeCall,
  sid: string,
  request: BladeRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const name = asked.form.get('act') ?? ''
  const chosen = Object.hasOwn(route.acts ?? {}, name) ? route.acts?.[name] : undefined
  if (!chosen) return show(reply, route, { ...asked, problem: 'This page has no such form.' }, 400)
  if (!mayDo(asked.user, chosen.task)) {
    return show(reply, route, { ...asked, form: new Map(), problem: missingRole(asked.user, chosen.task) }, 403)
  }
  let outcome: Outcome
  try {
    outcome = chosen.run(asked)
  } catch (error) {
    const problem = problemOf(error)
    if (problem === undefined) throw error
    return show(reply, route, { ...asked, problem }, error instanceof Refused ? error.status : 400)
  }
  if (outcome.kind === 'ask') return show(reply, route, { ...asked, ask: outcome.ask })
  if (outcome.kind === 'consent') return askConsent(asked, outcome.application, outcome.to, request, reply)
  const { to, notice, secret } = outcome
  const address = addressWith(asked.emulation, to, { sid, notice, ...(secret && { secret }) })
  return reply.header('Cache-Control', 'no-store').redirect(address, 303)
}

async function answer(
  emulation: Emulation,
  route: BladeRoute,
  request: BladeRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { host = '' } = request.headers
  if (!isOwnHost(emulation, host)) {
    return sendRefusedRequest(reply, `The admin center does not answer requests for the host "${host}".`)
  }
  const isPost = request.method === 'POST'
  let sent: { readonly form: Parameters; readonly files: ReadonlyMap<string, string> } | undefined
  try {
    if (isPost) refuseForeignOrigin(emulation, request)
    if (isPost) sent = (await readUpload(request)) ?? { form: readForm(request), files: new Map() }
    readParameters(request.query)
  } catch (error) {
    if (!(error instanceof EntraError)) throw error
    const because = error.code === 90023 ? 'A form of another site may not change the directory.' : errorText(error)
    return sendRefusedRequest(reply, because)
  }
  const person = accountOf(emulation, request)
  if (!person) return reply.header('Cache-Control', 'no-store').redirect(signInAddress(request), 303)
  const call = callOf(emulation, request, person)
  const { sid } = person.account
  if (sent) return act(route, { ...call, ...sent }, sid, request, reply)
  // HEAD must not take the notice away.
  const once = request.method === 'GET' ? takeShownOnce(emulation, call.query.get('done'), sid) : undefined
  return show(reply, route, { ...call, notice: once?.notice, secret: once?.secret })
}

export function adminCenterRoutes(app: FastifyInstance, emulation: Emulation): void {
  signInRoutes(app, emulation)
  app.register(async (center) => {
    center.addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'buffer', bodyLimit: 65_536 },
      (_request, body, done) => done(null, body),
    )
    for (const route of adminCenterRouteList) {
      const url = `${root}${route.path}`
      center.get(url, (request: BladeRequest, reply) => answer(emulation, route, request, reply))
      center.post(url, (request: BladeRequest, reply) => answer(emulation, route, request, reply))
    }
    const nothing: BladeRoute = {
      path: '/*',
      show: () => {
        throw new Refused('The admin center of this emulator has no such page.', 404)
      },
    }
    center.get(`${root}/*`, (request: BladeRequest, reply) => answer(emulation, nothing, request, reply))
  })
}
