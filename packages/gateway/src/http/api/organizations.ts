/** Organizations, over HTTP: each operation as a call of the domain. */
import { domainKey } from '@gatehouse-sso/core/email'
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import * as domain from '../../domain/organizations/organizations.ts'
import { presentOrganization } from '../../domain/organizations/present.ts'
import { environmentOf, type Handlers, nothing, storesOf, versioned } from './call.ts'
import { emptyPage, presentPage } from './present.ts'

export const organizationsHandlers: Handlers<Contract['organizations']> = {
  list: async (call) => {
    const { domain, ...query } = call.query
    const stores = storesOf(call)
    const key = domain === undefined ? undefined : domainKey(domain)
    // A text that is no domain name finds nothing, like a domain that no organization has.
    const isNoDomain = domain !== undefined && key === undefined
    const page = isNoDomain ? emptyPage : await stores.organizations.list({ ...query, domain: key })
    const views = await Promise.all(
      page.records.map(async (organization) => ({
        id: organization.id,
        organization,
        domains: await stores.domains.ofOrganization(organization.id),
      })),
    )
    return { body: presentPage({ ...page, records: views }, presentOrganization) }
  },
  get: async (call) => {
    const view = await domain.getOrganization(call.work.ports, environmentOf(call).id, call.params.organization_id)
    return versioned(view.organization, presentOrganization(view))
  },
  getByExternalId: async (call) => {
    const environment_id = environmentOf(call).id
    const view = await domain.getOrganizationByExternalId(call.work.ports, environment_id, call.params.external_id)
    return versioned(view.organization, presentOrganization(view))
  },
  create: async (call) => {
    const view = await domain.createOrganization(call.work, environmentOf(call).id, call.body)
    return versioned(view.organization, presentOrganization(view))
  },
  update: async (call) => {
    const { work, params, body, version } = call
    const environment_id = environmentOf(call).id
    const view = await domain.updateOrganization(work, environment_id, params.organization_id, body, version)
    return versioned(view.organization, presentOrganization(view))
  },
  delete: async (call) => {
    await domain.deleteOrganization(call.work, environmentOf(call).id, call.params.organization_id, call.version)
    return nothing
  },
}
