/**
 * The part of Microsoft Graph that a sign-in gateway needs, on the emulator's own origin.
 *
 *   /oidc/userinfo                                GET, POST    a person's token with `openid`
 *   /v1.0/me, /v1.0/users/{id}                    GET          $select
 *   …/getMemberObjects, …/getMemberGroups         POST         {"securityEnabledOnly": false}
 *   …/transitiveMemberOf[/microsoft.graph.group]  GET          $top, $select, $count, @odata.nextLink
 *
 * Permissions apply. Without one of the permissions that Graph requires the response is 403. Without a permission for
 * groups all properties of a group except its id are null. Only tokens for Graph are accepted.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isJsonObject } from '../directory/reader.ts'
import type { Emulation } from '../emulation.ts'
import { actedFaulty } from '../faults/endpoint-faults.ts'
import { readParameters } from '../http/parameters.ts'
import { traceOf } from '../http/trace.ts'
import { type GraphRequest, readAsked } from './asked.ts'
import { hasAny, readCaller } from './caller.ts'
import { accessDenied, GraphError, graphErrorDocument } from './graph-error.ts'
import { memberGroupIds, memberObjectIds } from './memberships.ts'
import { checkMayRead, userDocument } from './profile.ts'
import { readsMembers, transitiveMemberOf } from './transitive-member-of.ts'
import { userinfo } from './userinfo.ts'

type Act = (request: GraphRequest) => Promise<unknown>

function challenge(baseUrl: string): string {
  const uri = `${baseUrl}/common/oauth2/authorize`
  return `Bearer realm="", authorization_uri="${uri}", client_id="00000003-0000-0000-c000-000000000000"`
}

function answerErrors(graph: FastifyInstance, emulation: Emulation): void {
  const { address, clock } = emulation
  graph.addHook('preHandler', async (request, reply) => {
    const { tenant } = await readCaller(emulation, request.headers.authorization)
    if (await actedFaulty(emulation.faults, 'graph', tenant.id, reply)) return reply
    return undefined
  })
  graph.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const { trace_id, correlation_id } = traceOf(request, clock)
    reply.header('request-id', trace_id).header('client-request-id', correlation_id)
  })
  graph.setErrorHandler((error, request, reply) => {
    if (!(error instanceof GraphError)) throw error
    const { trace_id, correlation_id } = traceOf(request, clock)
    if (error.status === 401) reply.header('WWW-Authenticate', challenge(address.baseUrl()))
    if (error.retry_after !== undefined) reply.header('Retry-After', String(error.retry_after))
    const ids = { request_id: trace_id, client_request_id: correlation_id }
    return reply.code(error.status).send(graphErrorDocument(error, clock.now(), ids))
  })
}

export function graphRoutes(app: FastifyInstance, emulation: Emulation): void {
  const { address, directory } = emulation
  const context = (): string => `${address.baseUrl()}/v1.0/$metadata`

  const ownInfo: Act = async (request) => {
    const { caller, user } = await readAsked(emulation, request)
    if (!hasAny(caller, ['openid'])) throw accessDenied()
    return userinfo(emulation, caller, user)
  }
  const profile: Act = async (request) => {
    const { caller, user } = await readAsked(emulation, request)
    checkMayRead(caller, user)
    return userDocument(user, readParameters(request.query).get('$select'), context())
  }
  const memberships =
    (onlyGroups: boolean): Act =>
    async (request) =>
      transitiveMemberOf(emulation, await readAsked(emulation, request), request, onlyGroups)
  const ids =
    (of: typeof memberObjectIds): Act =>
    async (request) => {
      const { caller, tenant, user } = await readAsked(emulation, request)
      checkMayRead(caller, user, readsMembers)
      const { body } = request
      if (!isJsonObject(body) || typeof body.securityEnabledOnly !== 'boolean') {
        throw new GraphError(400, 'Request_BadRequest', "The parameter 'securityEnabledOnly' is required.")
      }
      const value = of(directory, tenant, user, body.securityEnabledOnly)
      return { '@odata.context': `${context()}#Collection(Edm.String)`, value }
    }

  app.register(async (graph) => {
    answerErrors(graph, emulation)
    graph.get('/oidc/userinfo', ownInfo)
    graph.post('/oidc/userinfo', ownInfo)
    for (const person of ['/v1.0/me', '/v1.0/users/:id']) {
      graph.get(person, profile)
      graph.get(`${person}/transitiveMemberOf`, memberships(false))
      graph.get(`${person}/transitiveMemberOf/microsoft.graph.group`, memberships(true))
      graph.post(`${person}/getMemberObjects`, ids(memberObjectIds))
      graph.post(`${person}/getMemberGroups`, ids(memberGroupIds))
    }
  })
}
