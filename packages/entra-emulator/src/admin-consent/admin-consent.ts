/**
 * The consent of an administrator for the whole organization, as a page.
 *
 *   GET /{t}/v2.0/adminconsent   client_id, scope, redirect_uri, state    `common` is refused
 *   GET /{t}/adminconsent        client_id, redirect_uri, state           every permission of the registration
 *
 * The pages are those of a sign-in (authorize/flow.ts), with "Need admin approval" for a person who is no
 * administrator. The answer is a redirect without a code. The consent is stored, and the application has a service
 * principal in the tenant from then on.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answering, proceed } from '../authorize/answer.ts'
import type { AuthorizationRequest } from '../authorize/authorization-request.ts'
import { noClaims } from '../authorize/claims-parameter.ts'
import { findClient } from '../authorize/client.ts'
import { type AdminConsentVersion, openFlow } from '../authorize/flow.ts'
import { findRedirect, type RedirectTarget, registeredRedirects } from '../authorize/redirect-uri.ts'
import type { Application } from '../directory/application.ts'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import { type Parameters, readParameters, requiredParameter } from '../http/parameters.ts'
import { logRequest } from '../http/request-log.ts'
import { readScopes } from '../scopes/scope.ts'
import { sessionOf } from '../sessions/session-cookie.ts'
import { type Authority, authorityWord, findAuthority } from '../tenants/authority.ts'

type TenantRequest = FastifyRequest<{ Params: { tenant: string } }>

/** Every permission of the registration. */
const everything = 'https://graph.microsoft.com/.default'

/** v1.0 accepts further path segments behind a registered redirect URI. v2.0 does not. */
function findConsentRedirect(client: Application, version: AdminConsentVersion, parameters: Parameters) {
  if (version === 'v2') return findRedirect(client, requiredParameter(parameters, 'redirect_uri'))
  const requested = parameters.get('redirect_uri')
  const longer = registeredRedirects(client).find(({ uri }) => requested?.startsWith(uri.replace(/\/?$/, '/')))
  return longer && requested !== undefined ? { ...longer, uri: requested } : findRedirect(client, requested)
}

/**
 * @throws EntraError 90130: `consumers` has no organization, and v2.0 refuses `common`
 */
function refuseSharedWord(authority: Authority, version: AdminConsentVersion, client: Application): void {
  if (authority.kind === 'consumers' || (authority.kind === 'common' && version === 'v2')) {
    throw new EntraError(90130, { app: client.appId, name: client.displayName })
  }
}

function asRequest(
  client: Application,
  authority: Authority,
  redirect: RedirectTarget,
  parameters: Parameters,
  scope: string,
): AuthorizationRequest {
  return {
    target: { uri: redirect.uri, mode: 'query', state: parameters.get('state') },
    app_id: client.appId,
    authority: authorityWord(authority),
    redirect,
    returns: { code: false, id_token: false },
    scopes: readScopes(scope),
    nonce: undefined,
    code_challenge: undefined,
    code_challenge_method: 'plain',
    prompt: undefined,
    login_hint: parameters.get('login_hint'),
    domain_hint: undefined,
    max_age: undefined,
    claims: noClaims,
    client_info: false,
  }
}

async function askConsent(
  emulation: Emulation,
  version: AdminConsentVersion,
  request: TenantRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  return answering(emulation, request, reply, undefined, async () => {
    const parameters = readParameters(request.query)
    logRequest(emulation, request, 'adminconsent', parameters)
    const authority = findAuthority(emulation.directory, request.params.tenant)
    const client = findClient(emulation.directory, authority, requiredParameter(parameters, 'client_id'))
    refuseSharedWord(authority, version, client)
    const redirect = findConsentRedirect(client, version, parameters)
    const scope = version === 'v2' ? requiredParameter(parameters, 'scope') : everything
    const flow = openFlow(emulation, asRequest(client, authority, redirect, parameters, scope), {
      kind: 'admin_consent',
      version,
    })
    return proceed(emulation, flow, sessionOf(emulation, request), request, reply)
  })
}

export function adminConsentRoutes(app: FastifyInstance, emulation: Emulation): void {
  app.get('/:tenant/v2.0/adminconsent', (request: TenantRequest, reply) => askConsent(emulation, 'v2', request, reply))
  app.get('/:tenant/adminconsent', (request: TenantRequest, reply) => askConsent(emulation, 'v1', request, reply))
}
