/**
 * Microsoft Graph, as much of it as a sign-in gateway asks, on the emulator's own origin.
 *
 *   /oidc/userinfo                                GET, POST    a person's token with `openid`
 *   /v1.0/me, /v1.0/users/{id}                    GET          $select
 *   …/getMemberObjects, …/getMemberGroups         POST         {"securityEnabledOnly": false}
 *   …/transitiveMemberOf[/microsoft.graph.group]  GET          $top, $select, $count, @odata.nextLink
 *
 * Permissions count: without one of those that Graph asks for it is 403, and without a permission for groups all
 * properties of a group but its id are null. Only tokens for Graph are taken.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isJsonObject } from '../directory/reader.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'
import type { Emulation } from '../emulation.ts'
import { readParameters } from '../http/parameters.ts'
import { traceOf } from '../http/trace.ts'
import { type Caller, hasAny, readCaller } from './caller.ts'
import { accessDenied, GraphError, graphErrorDocument } from './graph-error.ts'
import { actFaulty } from './graph-faults.ts'
import { memberGroupIds, memberObjectIds, membershipsOf } from './memberships.ts'
import { pageOf } from './paging.ts'
import { checkMayRead, findUser, userDocument } from './profile.ts'
import { userinfo } from './userinfo.ts'

const readsMembers = ['User.Read.All', 'GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All']
const readsGroups = ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All']

interface Asked {
  readonly caller: Caller
  readonly tenant: Tenant
  readonly user: User
}

type UserRequest = FastifyRequest<{ Params: { id?: string; cast?: string } }>

export function graphRoutes(app: FastifyInstance, emulation: Emulation): void {
  const { address, clock, directory } = emulation
  const context = (): string => `${address.baseUrl()}/v1.0/$metadata`

  const asked = async (request: UserRequest): Promise<Asked> => {
    const caller = await readCaller(emulation, request.headers.authorization)
    actFaulty(emulation, caller.tenant.id)
    const user = findUser(caller, request.params.id ?? 'me', directory.index(caller.tenant).user)
    return { caller, tenant: caller.tenant, user }
  }

  const memberships = async (request: UserRequest): Promise<unknown> => {
    const { caller, tenant, user } = await asked(request)
    checkMayRead(caller, user, readsMembers)
    const parameters = readParameters(request.query)
    const isCast = request.url.toLowerCase().split('?')[0]?.endsWith('/microsoft.graph.group') ?? false
    const isCounted = parameters.get('$count') === 'true'
    if (isCast && !(isCounted && request.headers.consistencylevel === 'eventual')) {
      throw new GraphError(
        400,
        'Request_UnsupportedQuery',
        'OData cast needs $count=true and the header ConsistencyLevel: eventual.',
      )
    }
    const all = membershipsOf(directory, tenant, user).filter(
      (one) => !isCast || one['@odata.type'] === '#microsoft.graph.group',
    )
    const page = pageOf(all, parameters, `${address.baseUrl()}${request.url.split('?')[0]}`)
    const select = parameters.get('$select')?.split(',')
    const isReadable = hasAny(caller, readsGroups)
    const shown = page.items.map((item) =>
      Object.fromEntries(
        Object.entries(item)
          .filter(([name]) => !select || name === '@odata.type' || select.includes(name))
          .map(([name, value]) => [name, isReadable || name === 'id' || name === '@odata.type' ? value : null]),
      ),
    )
    return {
      '@odata.context': `${context()}#${isCast ? 'groups' : 'directoryObjects'}`,
      ...(isCounted ? { '@odata.count': all.length } : {}),
      ...(page.next_link === undefined ? {} : { '@odata.nextLink': page.next_link }),
      value: shown,
    }
  }

  const ids =
    (of: typeof memberObjectIds) =>
    async (request: UserRequest): Promise<unknown> => {
      const { caller, tenant, user } = await asked(request)
      checkMayRead(caller, user, readsMembers)
      const { body } = request
      if (!isJsonObject(body) || typeof body.securityEnabledOnly !== 'boolean') {
        throw new GraphError(400, 'Request_BadRequest', "The parameter 'securityEnabledOnly' is required.")
      }
      return {
        '@odata.context': `${context()}#Collection(Edm.String)`,
        value: of(directory, tenant, user, body.securityEnabledOnly),
      }
    }

  const profile = async (request: UserRequest): Promise<unknown> => {
    const { caller, user } = await asked(request)
    checkMayRead(caller, user)
    return userDocument(user, readParameters(request.query).get('$select'), context())
  }

  app.register(async (graph) => {
    graph.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
      const { trace_id, correlation_id } = traceOf(request, clock)
      reply.header('request-id', trace_id).header('client-request-id', correlation_id)
    })
    graph.setErrorHandler((error, request, reply) => {
      if (!(error instanceof GraphError)) throw error
      const { trace_id, correlation_id } = traceOf(request, clock)
      if (error.status === 401) reply.header('WWW-Authenticate', challenge(address.baseUrl()))
      if (error.retry_after !== undefined) reply.header('Retry-After', String(error.retry_after))
      const named = { request_id: trace_id, client_request_id: correlation_id }
      return reply.code(error.status).send(graphErrorDocument(error, clock.now(), named))
    })
    graph.route({
      method: ['GET', 'POST'],
      url: '/oidc/userinfo',
      handler: async (request: UserRequest) => {
        const { caller, user } = await asked(request)
        if (!hasAny(caller, ['openid'])) throw accessDenied()
        return userinfo(emulation, caller, user)
      },
    })
    for (const person of ['/v1.0/me', '/v1.0/users/:id']) {
      graph.get(person, profile)
      graph.get(`${person}/transitiveMemberOf`, memberships)
      graph.get(`${person}/transitiveMemberOf/microsoft.graph.group`, memberships)
      graph.post(`${person}/getMemberObjects`, ids(memberObjectIds))
      graph.post(`${person}/getMemberGroups`, ids(memberGroupIds))
    }
  })
}

function challenge(baseUrl: string): string {
  const uri = `${baseUrl}/common/oauth2/authorize`
  return `Bearer realm="", authorization_uri="${uri}", client_id="00000003-0000-0000-c000-000000000000"`
}
