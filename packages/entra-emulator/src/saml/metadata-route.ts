import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import { discoveryHeaders } from '../http/entra-headers.ts'
import { readParameters } from '../http/parameters.ts'
import { newGuid } from '../identifier.ts'
import { type Authority, authorityWord, findAuthority, issuerV1 } from '../tenants/authority.ts'
import { publishedCertificates } from './application-certificates.ts'
import { federationMetadata } from './metadata.ts'
import { samlUrl } from './names.ts'

/**
 * The certificates of the application in `?appid=`. Without it the document has the keys of the tenant, which sign no
 * assertion of an application with SAML.
 * @throws EntraError 700016
 */
async function certificatesFor(
  emulation: Emulation,
  authority: Authority,
  appId: string | undefined,
): Promise<readonly string[]> {
  const ofTenant = emulation.keys
    .published()
    .filter(({ kind }) => kind === 'tenant')
    .map(({ certificate }) => certificate)
  if (appId === undefined) return ofTenant
  const registered = emulation.directory.application(appId)
  const isHere = authority.kind !== 'tenant' || registered?.home.id === authority.tenant.id
  if (!registered || !isHere) {
    const tenant = authority.kind === 'tenant' ? authority.tenant.displayName : authority.kind
    throw new EntraError(700016, { app: appId, tenant })
  }
  const { saml } = registered.application
  return saml ? publishedCertificates(emulation, saml) : ofTenant
}

/** `/{tenant}/federationmetadata/2007-06/federationmetadata.xml?appid=` */
export function metadataRoutes(app: FastifyInstance, emulation: Emulation): void {
  const { address, entropy, keys } = emulation
  const path = '/:tenant/federationmetadata/2007-06/federationmetadata.xml'
  app.get(path, async (request: FastifyRequest<{ Params: { tenant: string } }>, reply) => {
    const authority = findAuthority(emulation.directory, request.params.tenant)
    const appId = readParameters(request.query).get('appid')
    const word = authorityWord(authority)
    const document = federationMetadata(
      {
        id: `_${newGuid(entropy)}`,
        entity_id: issuerV1(address.baseUrl(), authority.kind === 'tenant' ? word : '{tenant}'),
        sso_url: samlUrl(address.baseUrl(), word),
        ws_federation_url: `${address.baseUrl()}/${word}/wsfed`,
        certificates: await certificatesFor(emulation, authority, appId),
      },
      { key: keys.tenantSigner(), algorithm: 'sha256' },
    )
    discoveryHeaders(reply, entropy)
    return reply.type('application/xml; charset=utf-8').send(document)
  })
}
