/**
 * GET or POST /{tenant}/oauth2/v2.0/logout
 *
 *   account         `logout_hint` (the claim `login_hint`) or `id_token_hint`, else the only account, else a picker
 *   front channel   for each application that got a code in this session, a hidden frame of its `web.logoutUrl` with
 *                   the parameter `sid`
 *   SAML            each application that got an assertion gets a LogoutRequest, by a redirect
 *   afterwards      `post_logout_redirect_uri`, if it is a registered redirect URI of the application (`client_id`, or
 *                   the audience of `id_token_hint`) or of one in the session; else the page "You signed out"
 *
 * Sign-out needs no password, so it can only end sessions of the same browser.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { decodeJwt } from 'jose'
import { matchesRedirectUri, registeredRedirects } from '../authorize/redirect-uri.ts'
import type { Application } from '../directory/application.ts'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import { type Parameters, readForm, readParameters } from '../http/parameters.ts'
import { logRequest } from '../http/request-log.ts'
import { traceOf } from '../http/trace.ts'
import { errorPage } from '../pages/error-page.ts'
import { sendPage } from '../pages/send-page.ts'
import { signOutPickerPage } from '../pages/sign-out-picker-page.ts'
import { continueLogout, samlParticipants } from '../saml/logout-chain.ts'
import { readLoginHint } from '../sessions/login-hint.ts'
import { sessionOf } from '../sessions/session-cookie.ts'
import type { SignedInAccount } from '../sessions/sessions.ts'
import { findAuthority } from '../tenants/authority.ts'
import { frontChannelUrls } from './front-channel.ts'

interface Hint {
  readonly app_id: string | undefined
  readonly sid: string | undefined
}

/** Reads the token without verification. It only selects one of the browser's own accounts. */
function readIdTokenHint(unverifiedToken: string | undefined): Hint {
  if (unverifiedToken === undefined) return { app_id: undefined, sid: undefined }
  try {
    const { aud, sid } = decodeJwt(unverifiedToken)
    return { app_id: typeof aud === 'string' ? aud : undefined, sid: typeof sid === 'string' ? sid : undefined }
  } catch {
    return { app_id: undefined, sid: undefined } // not a JWT: ignored
  }
}

/** The accounts to sign out. Undefined if the person must choose. */
function chooseAccounts(
  accounts: readonly SignedInAccount[],
  parameters: Parameters,
  hint: Hint,
): readonly SignedInAccount[] | undefined {
  const named = readLoginHint(parameters.get('logout_hint') ?? '')
  const meant = accounts.filter(
    (one) => (hint.sid !== undefined && one.sid === hint.sid) || (named && one.user_id === named.user_id),
  )
  if (meant.length > 0) return meant
  return accounts.length > 1 ? undefined : accounts
}

/** The URL of the redirect with `state`. Undefined if the requested URI is not registered. */
function nextAddress(parameters: Parameters, applications: readonly (Application | undefined)[]): string | undefined {
  const requested = parameters.get('post_logout_redirect_uri')
  if (requested === undefined) return undefined
  const registered = applications.flatMap((application) => (application ? registeredRedirects(application) : []))
  if (!registered.some(({ uri }) => matchesRedirectUri(requested, uri))) return undefined
  const state = parameters.get('state')
  if (state === undefined) return requested
  return `${requested}${requested.includes('?') ? '&' : '?'}state=${encodeURIComponent(state)}`
}

type TenantRequest = FastifyRequest<{ Params: { tenant: string } }>

async function signOut(
  emulation: Emulation,
  request: TenantRequest,
  reply: FastifyReply,
  parameters: Parameters,
): Promise<FastifyReply> {
  const { directory, sessions } = emulation
  findAuthority(directory, request.params.tenant)
  logRequest(emulation, request, 'logout', parameters)
  const session = sessionOf(emulation, request)
  const hint = readIdTokenHint(parameters.get('id_token_hint'))
  const leaving = chooseAccounts(session?.accounts ?? [], parameters, hint)
  if (session && !leaving) {
    return sendPage(reply, 200, signOutPickerPage(directory, session.accounts, request.params.tenant, parameters))
  }
  const left = session
    ? sessions.signOut(
        session.id,
        leaving?.map(({ sid }) => sid),
      )
    : []
  const asking = parameters.get('client_id') ?? hint.app_id
  const ids =
    asking === undefined ? left.flatMap(({ applications }) => applications.map((one) => one.app_id)) : [asking]
  const next = nextAddress(
    parameters,
    ids.map((id) => directory.application(id)?.application),
  )
  const open = samlParticipants(emulation, left)
  return continueLogout(emulation, { open, frames: frontChannelUrls(directory, left), end: { next } }, reply)
}

export function logoutRoutes(app: FastifyInstance, emulation: Emulation): void {
  const answer = async (request: TenantRequest, reply: FastifyReply, read: () => Parameters): Promise<FastifyReply> => {
    try {
      return await signOut(emulation, request, reply, read())
    } catch (error) {
      if (!(error instanceof EntraError)) throw error
      return sendPage(reply, 400, errorPage(error, traceOf(request, emulation.clock)))
    }
  }
  const path = '/:tenant/oauth2/v2.0/logout'
  app.get(path, (request: TenantRequest, reply) => answer(request, reply, () => readParameters(request.query)))
  app.post(path, (request: TenantRequest, reply) => answer(request, reply, () => readForm(request)))
}
