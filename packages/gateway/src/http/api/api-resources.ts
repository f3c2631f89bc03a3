/** The operations of API resources. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { testAccess } from '../../domain/access/access-test.ts'
import * as tenants from '../../domain/access/api-resource-tenants.ts'
import * as domain from '../../domain/access/api-resources.ts'
import { apiResourcePolicy } from '../../domain/access/policy.ts'
import { presentApiResource, presentApiResourceTenant } from '../../domain/access/present.ts'
import { found } from '../../domain/work/change.ts'
import { environmentOf, type Handlers, nothing, storesOf, versioned } from './call.ts'
import { presentPage } from './present.ts'

export const apiResourcesHandlers: Handlers<Contract['apiResources']> = {
  list: async (call) => ({
    body: presentPage(await storesOf(call).api_resources.list(call.query), presentApiResource),
  }),
  get: async (call) => {
    const record = found(await storesOf(call).api_resources.get(call.params.api_resource_id))
    return versioned(record, presentApiResource(record))
  },
  create: async (call) => {
    const record = await domain.createApiResource(call.work, environmentOf(call).id, call.body)
    return versioned(record, presentApiResource(record))
  },
  update: async (call) => {
    const { work, params, body, version } = call
    const environment_id = environmentOf(call).id
    const record = await domain.updateApiResource(work, environment_id, params.api_resource_id, body, version)
    return versioned(record, presentApiResource(record))
  },
  delete: async (call) => {
    await domain.deleteApiResource(call.work, environmentOf(call).id, call.params.api_resource_id, call.version)
    return nothing
  },
  policy: async (call) => {
    const { api_resource_id } = call.params
    return { body: await apiResourcePolicy(call.work.ports, environmentOf(call), api_resource_id) }
  },
  test: async ({ work, params, body, ...call }) => ({
    body: await testAccess(work, environmentOf(call).id, params.api_resource_id, body.access_token),
  }),
  listTenants: async (call) => {
    const { api_resources } = storesOf(call)
    const { api_resource_id } = call.params
    if (!(await api_resources.get(api_resource_id))) throw new Failure('resource_missing')
    return { body: presentPage(await api_resources.tenants(api_resource_id, call.query), presentApiResourceTenant) }
  },
  addTenant: async (call) => {
    const { api_resource_id } = call.params
    const record = await tenants.addTenant(call.work, environmentOf(call).id, api_resource_id, call.body)
    return versioned(record, presentApiResourceTenant(record))
  },
  updateTenant: async (call) => {
    const { api_resource_id, api_resource_tenant_id: id } = call.params
    const { work, body, version } = call
    const record = await tenants.updateTenant(work, environmentOf(call).id, api_resource_id, id, body, version)
    return versioned(record, presentApiResourceTenant(record))
  },
  removeTenant: async (call) => {
    const { api_resource_id, api_resource_tenant_id: id } = call.params
    await tenants.removeTenant(call.work, environmentOf(call).id, api_resource_id, id, call.version)
    return nothing
  },
}
