/** Domains, over HTTP: each operation as a call of the domain. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { checkDomain } from '../../domain/organizations/domain-proof.ts'
import * as domain from '../../domain/organizations/domains.ts'
import { presentDomain } from '../../domain/organizations/present.ts'
import { found } from '../../domain/work/change.ts'
import { environmentOf, type Handlers, nothing, storesOf } from './call.ts'
import { presentPage } from './present.ts'

export const domainsHandlers: Handlers<Contract['domains']> = {
  list: async (call) => {
    const { organization_id } = call.params
    found(await storesOf(call).organizations.get(organization_id))
    return {
      body: presentPage(await storesOf(call).domains.list(organization_id, call.query), presentDomain),
    }
  },
  create: async (call) => {
    const { work, params, body } = call
    const record = await domain.createDomain(work, environmentOf(call).id, params.organization_id, body)
    return { body: presentDomain(record) }
  },
  check: async (call) => {
    const { organization_id, domain_id } = call.params
    const record = await checkDomain(call.work, environmentOf(call).id, organization_id, domain_id)
    return { body: presentDomain(record) }
  },
  verify: async (call) => {
    const { organization_id, domain_id } = call.params
    const record = await domain.verifyDomain(call.work, environmentOf(call).id, organization_id, domain_id)
    return { body: presentDomain(record) }
  },
  delete: async (call) => {
    const { organization_id, domain_id } = call.params
    await domain.deleteDomain(call.work, environmentOf(call).id, organization_id, domain_id)
    return nothing
  },
}
