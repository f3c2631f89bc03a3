/**
 * Host names of organizations. Such a host only selects: every request there is sent on to the address of the gateway, and
 * an authorization request to the path of the organization, where it gets the parameter `organization`. No page and no cookie belongs to it.
 */
import { domainKey } from '@gatehouse-sso/core/email'
import { Failure } from '@gatehouse-sso/core/failure'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { issuerOf } from '../domain/environments/addresses.ts'
import { findRequest } from '../domain/sign-in/pushed-requests.ts'
import type { HttpContext } from './context.ts'
import { authorize } from './oauth/authorize.ts'
import type { Endpoint } from './surface.ts'
import { sentBy, type Visit } from './visit.ts'

const authorizePath = '/oauth/authorize'

/** Tells whether a request came to the host of the gateway itself, or to one that no organization can have. */
export function ownHost({ ports }: HttpContext): (request: FastifyRequest) => boolean {
  const own = new URL(ports.public_url)
  return (request) => {
    if (request.host === own.host) return true // so that no text is taken apart for most requests
    const { hostname } = request
    return hostname === own.hostname || domainKey(hostname) === undefined
  }
}

/** Sends a request at the host of an organization on. @returns whether it came to one */
export async function leadFromOrganizationHost(
  http: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  const { public_url, configuration } = http.ports
  const organization = await configuration.organizationByHost(request.hostname.toLowerCase())
  if (!organization) return false
  const [path = ''] = request.url.split('?', 1)
  const query = request.url.slice(path.length + 1)
  const own =
    path === authorizePath
      ? `${issuerOf(public_url, organization.environment)}/o/${organization.id}${path}`
      : `${public_url}${path}`
  // A body goes along only with 307 (RFC 9110, 15.4.8).
  const status = request.method === 'GET' || request.method === 'HEAD' ? 303 : 307
  await reply.redirect(query === '' ? own : `${own}?${query}`, status)
  return true
}

/**
 * `/o/{organization}/oauth/authorize`: the same by a path, for applications whose requests cannot name an organization. It
 * takes the id or the slug. A form is served here, because its fields cannot be added to on the way.
 */
export const organizationAuthorize: Endpoint = async (http, visit, reply) => {
  const { environment, path } = visit
  const organization = String(path.organization)
  await checkPushedRequest(http, visit)
  if (visit.method === 'POST') {
    const form = () => ({ organization, ...visit.form() })
    return authorize(http, { ...visit, form }, reply)
  }
  const query = withOrganization(visit.query_text, organization)
  return reply.redirect(`${issuerOf(http.ports.public_url, environment)}${authorizePath}?${query}`, 303)
}

/** @throws Failure request_uri_unknown, request_uri_without_organization */
async function checkPushedRequest({ ports }: HttpContext, visit: Visit): Promise<void> {
  const { parameters, pushed_id } = await findRequest(ports, visit.environment, sentBy(visit), undefined)
  if (pushed_id === null || parameters.organization !== undefined || parameters.connection !== undefined) return
  throw new Failure('request_uri_without_organization', { param: 'request_uri' })
}

/** A request that names an organization itself keeps it. */
function withOrganization(query: string, organization: string): string {
  const parameters = new URLSearchParams(query)
  if (!parameters.has('organization')) parameters.set('organization', organization)
  return parameters.toString()
}
