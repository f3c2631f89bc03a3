import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answering, proceed } from '../authorize/answer.ts'
import type { AuthorizationRequest } from '../authorize/authorization-request.ts'
import { noClaims } from '../authorize/claims-parameter.ts'
import { openFlow } from '../authorize/flow.ts'
import type { Application } from '../directory/application.ts'
import type { Emulation } from '../emulation.ts'
import { readParameters } from '../http/parameters.ts'
import { readScopes } from '../scopes/scope.ts'
import { sessionOf } from '../sessions/session-cookie.ts'
import { authorityWord, findAuthority } from '../tenants/authority.ts'
import { type BladeCall, root } from './blade.ts'
import { adminCenterApplication } from './first-party-application.ts'

/** A request that ends on a page of the admin center. */
function ownRequest(client: Application, authority: string, to: string, scope: string): AuthorizationRequest {
  return {
    target: { uri: to, mode: 'query', state: undefined },
    app_id: client.appId,
    authority,
    redirect: { uri: to, platform: 'web' },
    returns: { code: false, id_token: false },
    scopes: readScopes(scope),
    nonce: undefined,
    code_challenge: undefined,
    code_challenge_method: 'plain',
    prompt: undefined,
    login_hint: undefined,
    domain_hint: undefined,
    max_age: undefined,
    claims: noClaims,
    client_info: false,
  }
}

/** A page of the admin center. Anything else would send a person to another site. */
function placeAfter(to: string | undefined): string {
  return to !== undefined && /^\/admin-center(?:[/?][\w/.~%?&=-]*)?$/.test(to) ? to : root
}

/** The address of the sign-in that comes back to this page. */
export function signInAddress(request: FastifyRequest): string {
  const { tenant } = Object(request.query)
  const hint = typeof tenant === 'string' ? `&tenant=${encodeURIComponent(tenant)}` : ''
  return `${root}/sign-in?to=${encodeURIComponent(placeAfter(request.url))}${hint}`
}

/** The sign-in at the tenant. `tenant` names it, by GUID or domain; without it the account does. */
export function signInRoutes(app: FastifyInstance, emulation: Emulation): void {
  app.get(`${root}/sign-in`, (request, reply) =>
    answering(emulation, request, reply, undefined, async () => {
      const parameters = readParameters(request.query)
      const authority = findAuthority(emulation.directory, parameters.get('tenant') ?? 'organizations')
      const to = placeAfter(parameters.get('to'))
      const asked = ownRequest(adminCenterApplication, authorityWord(authority), to, '')
      const flow = openFlow(emulation, asked, { kind: 'admin_center', to })
      const chosen = { ...flow, wants_picker: parameters.has('another') }
      return proceed(emulation, chosen, sessionOf(emulation, request), request, reply)
    }),
  )
}

/** The consent page for the organization, with every permission of the registration. It comes back to `to`. */
export async function askConsent(
  { emulation, tenant, user }: BladeCall,
  application: Application,
  to: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const others = application.apiPermissions.otherApis.map(({ resourceAppId }) => `${resourceAppId}/.default`)
  const scope = ['https://graph.microsoft.com/.default', ...others].join(' ')
  const ends = { kind: 'admin_consent', version: 'v2' } as const
  const asked = ownRequest(application, tenant.id, to, scope)
  const flow = { ...openFlow(emulation, asked, ends), chosen: { tenant_id: tenant.id, user_id: user.id } }
  return answering(emulation, request, reply, { target: asked.target, silent: false, ends }, () =>
    proceed(emulation, flow, sessionOf(emulation, request), request, reply),
  )
}
