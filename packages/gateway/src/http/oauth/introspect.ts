/** Introspection (RFC 7662) and revocation (RFC 7009), for authenticated clients of this environment. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import type { FastifyReply } from 'fastify'
import { introspectAccess } from '../../domain/access/introspection.ts'
import { authenticateApiKey } from '../../domain/environments/api-keys.ts'
import type { ApplicationRecord } from '../../domain/stores/applications.ts'
import { introspect, revoke } from '../../domain/tokens/introspection.ts'
import type { Work } from '../../domain/work/work.ts'
import { logRefusal } from '../access/refusal-log.ts'
import type { HttpContext } from '../context.ts'
import { type Visit, workOf } from '../visit.ts'
import { authenticatedClient } from './client.ts'

function tokenOf({ token }: Parameters): string {
  if (token === undefined) throw new Failure('token_parameter_missing', { param: 'token' })
  return token
}

export async function introspectEndpoint(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const work = workOf(http, visit)
  const { application, parameters } = await introspectingCaller(http, work, visit)
  const token = tokenOf(parameters)
  const { resource } = parameters
  const own = application && (await introspect(http.ports, visit.environment, application, token, resource))
  const description = own?.active ? own : await describeForeign(http, work, visit, token, resource)
  return reply.header('cache-control', 'no-store').send(description)
}

/** A token from a customer's tenant, for one of our API resources. */
async function describeForeign(
  http: HttpContext,
  work: Work,
  { environment, request_id }: Visit,
  token: string,
  resource: string | undefined,
): Promise<unknown> {
  const { description, verdict } = await introspectAccess(work, environment, token, resource)
  if (verdict?.failure) logRefusal(http, request_id, verdict.resource, verdict.failure, verdict)
  return description
}

interface IntrospectingCaller {
  /** `null` for an API key, which may introspect tokens of customers only. */
  readonly application: ApplicationRecord | null
  readonly parameters: Parameters
}

/** @throws Failure client_authentication_*, client_disabled, api_key_invalid, scope_missing */
async function introspectingCaller({ ports }: HttpContext, work: Work, visit: Visit): Promise<IntrospectingCaller> {
  const key = /^bearer (sk_\S+)$/i.exec(visit.headers.authorization ?? '')?.[1]
  if (key === undefined) {
    const client = await authenticatedClient(work, visit)
    // A client that may come without a secret is anybody, and must not try out tokens (RFC 7662, 4).
    const isPublic = client.application.token_endpoint_auth_methods.includes('none')
    if (isPublic) throw new Failure('client_authentication_method')
    return client
  }
  const { environment_id, scopes } = await authenticateApiKey(ports, key, visit.source.address ?? '')
  if (environment_id !== visit.environment.id) throw new Failure('api_key_invalid')
  if (!scopes.includes('api_resources:verify')) throw new Failure('scope_missing', { expected: 'api_resources:verify' })
  return { application: null, parameters: visit.form() }
}

export async function revokeEndpoint(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const work = workOf(http, visit)
  const { application, parameters } = await authenticatedClient(work, visit)
  await revoke(work, visit.environment, application, tokenOf(parameters))
  return reply.header('cache-control', 'no-store').send()
}
