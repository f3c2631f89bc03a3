import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import { actedFaulty } from '../faults/endpoint-faults.ts'
import { provoke } from '../faults/provoke.ts'
import { discoveryHeaders } from '../http/entra-headers.ts'
import { readParameters } from '../http/parameters.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import { type Authority, findAuthority, issuerV2 } from './authority.ts'
import { type DocumentPlace, discoveryV1, discoveryV2 } from './discovery-document.ts'
import { instanceDiscovery } from './instance-discovery.ts'
import { keySet } from './key-set.ts'

type TenantRequest = FastifyRequest<{ Params: { tenant: string } }>

/** Finds the authority. An unknown tenant is `invalid_tenant` at these endpoints, `invalid_request` at all others. */
function authorityOf(emulation: Emulation, request: TenantRequest): Authority {
  try {
    return findAuthority(emulation.directory, request.params.tenant)
  } catch (error) {
    if (!(error instanceof EntraError)) throw error
    throw new EntraError(90002, { tenant: request.params.tenant }, { error: 'invalid_tenant' })
  }
}

function tenantIdOf(authority: Authority): string | undefined {
  return authority.kind === 'tenant' ? authority.tenant.id : undefined
}

/** The custom signing key of the application in `?appid=`. Undefined for one without: it has the keys of all. */
async function ownKey({ directory, keys }: Emulation, request: TenantRequest): Promise<SigningKey | undefined> {
  const appId = readParameters(request.query).get('appid')
  const application = appId === undefined ? undefined : directory.application(appId)?.application
  return application?.customSigningKey ? keys.ofApplication(application.appId) : undefined
}

export function discoveryRoutes(app: FastifyInstance, emulation: Emulation): void {
  const { address, entropy, faults, keys } = emulation
  const place = (): DocumentPlace => ({ base_url: address.baseUrl(), graph_host: address.host() })

  app.get('/:tenant/v2.0/.well-known/openid-configuration', async (request: TenantRequest, reply: FastifyReply) => {
    const authority = authorityOf(emulation, request)
    if (await actedFaulty(faults, 'discovery', tenantIdOf(authority), reply)) return reply
    provoke(emulation, 'discovery', { tenant: authority.kind === 'tenant' ? authority.tenant : undefined })
    discoveryHeaders(reply, entropy)
    const document = discoveryV2(authority, place(), readParameters(request.query).get('appid'))
    const wrong = faults.draw(tenantIdOf(authority), ['discovery-wrong-issuer']).has('discovery-wrong-issuer')
    return wrong
      ? { ...document, issuer: issuerV2(address.baseUrl(), '00000000-0000-4000-8000-000000000000') }
      : document
  })

  app.get('/:tenant/.well-known/openid-configuration', async (request: TenantRequest, reply: FastifyReply) => {
    const authority = authorityOf(emulation, request)
    discoveryHeaders(reply, entropy)
    return discoveryV1(authority, place(), readParameters(request.query).get('appid'))
  })

  for (const version of ['v1', 'v2'] as const) {
    const path = version === 'v1' ? '/:tenant/discovery/keys' : '/:tenant/discovery/v2.0/keys'
    app.get(path, async (request: TenantRequest, reply: FastifyReply) => {
      const tenantId = tenantIdOf(authorityOf(emulation, request))
      if (await actedFaulty(faults, 'jwks', tenantId, reply)) return reply
      discoveryHeaders(reply, entropy)
      if (faults.draw(tenantId, ['jwks-empty']).has('jwks-empty')) return { keys: [] }
      return keySet(keys, address.baseUrl(), version, await ownKey(emulation, request))
    })
  }

  app.get('/common/discovery/instance', async (request, reply) => {
    discoveryHeaders(reply, entropy)
    return instanceDiscovery(readParameters(request.query), address)
  })
}
