/** The tenants that may call an API resource. At one API a tenant belongs to one organization. */
import { z } from 'zod'
import { id, time } from './fields.ts'

const guid = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/

/** The id of a tenant or an application at Entra. */
export const tenantId = z
  .string()
  .trim()
  .regex(guid, 'is not an ID of Entra: it looks like 8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b')
  .toLowerCase()
  .meta({ examples: ['8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'] })

export const tenantClients = z
  .array(tenantId)
  .max(100)
  .meta({
    description: 'Application (client) IDs that may call from this tenant, besides those of the API resource',
    examples: [['36a0b1c2-d3e4-4f50-8617-28394a5b6c7d']],
  })

/** `vendor`: entered through this API. `sign_in`: a finished sign-in of the organization has proved it. */
export const tenantSources = ['vendor', 'sign_in'] as const

export const apiResourceTenant = z
  .strictObject({
    object: z.literal('api_resource_tenant'),
    id: id('rten'),
    api_resource_id: id('res'),
    organization_id: id('org').meta({ description: 'The organization of the people of the tenant' }),
    tenant_id: tenantId,
    source: z.enum(tenantSources).meta({
      description: '`vendor`: entered by you. `sign_in`: proved by a finished sign-in of the organization',
    }),
    allowed_clients: tenantClients,
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'ApiResourceTenant' })

export type ApiResourceTenant = z.infer<typeof apiResourceTenant>
