/** The answers about API resources and their tenants. */
import type { ApiResource } from '@gatehouse-sso/sdk/browser'
import type { ApiResourceTenant } from '@gatehouse-sso/sdk/contract/api-resource-tenants'
import { idOf } from './ids.ts'
import { organizationId } from './organizations.ts'
import { type Answer, found, listOf, put } from './world.ts'

export const apiResourceAnswers: Readonly<Record<string, Answer>> = {
  'apiResources.list': (kept, asked) => listOf(kept.work.apiResources, asked),
  'apiResources.get': (kept, { params }) => found(kept.work.apiResources, params.api_resource_id),
  'apiResources.create': (kept, { body }) => {
    const [template] = kept.work.apiResources
    if (!template) throw new Error('no template')
    const fresh: ApiResource = { ...template, enabled: false, ...(body as Partial<ApiResource>), id: idOf('res', 30) }
    kept.work.apiResources.unshift(fresh)
    return fresh
  },
  'apiResources.update': (kept, { params, body }) => {
    const last = found(kept.work.apiResources, params.api_resource_id)
    const { claims = {}, ...rest } = body as Partial<ApiResource>
    return put(kept.work.apiResources, last.id, { ...rest, claims: { ...last.claims, ...claims } })
  },
  'apiResources.delete': (kept, { params }) => {
    kept.work.apiResources = kept.work.apiResources.filter(({ id }) => id !== params.api_resource_id)
  },
  'apiResources.listTenants': (kept, asked) =>
    listOf(
      kept.work.tenants.filter(({ api_resource_id }) => api_resource_id === asked.params.api_resource_id),
      asked,
    ),
  'apiResources.addTenant': (kept, { params, body }) => {
    const [template] = kept.work.tenants
    if (!template) throw new Error('no template')
    const {
      organization_id = organizationId(1),
      tenant_id = template.tenant_id,
      allowed_clients = [],
    } = body as Partial<ApiResourceTenant>
    const api_resource_id = found(kept.work.apiResources, params.api_resource_id).id
    const fresh = { ...template, id: idOf('rten', 30), api_resource_id, organization_id, tenant_id, allowed_clients }
    kept.work.tenants.push(fresh)
    return fresh
  },
  'apiResources.updateTenant': (kept, { params, body }) =>
    put(kept.work.tenants, params.api_resource_tenant_id, body as Partial<ApiResourceTenant>),
  'apiResources.removeTenant': (kept, { params }) => {
    kept.work.tenants = kept.work.tenants.filter(({ id }) => id !== params.api_resource_tenant_id)
  },
  'apiResources.test': (_, { params }) => ({
    object: 'access_test',
    api_resource_id: params.api_resource_id,
    allowed: false,
    steps: [
      { name: 'form', passed: true, expected: null, received: null, error: null },
      {
        name: 'tenant',
        passed: false,
        expected: '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b',
        received: '11111111-2222-4333-8444-555555555555',
        error: {
          code: 'access_tenant_unknown',
          title: 'The tenant of the token may not call this API',
          who: 'operator',
          remedy: 'Add the tenant to the API resource.',
        },
      },
    ],
    token: null,
    user: null,
  }),
}
