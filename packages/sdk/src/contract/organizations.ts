/** Organizations: the customers of the vendor. */
import { z } from 'zod'
import { domain, newDomain } from './domains.ts'
import { external_id, id, metadata, metadataChange, name, none, slug, time } from './fields.ts'
import { listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'
import { organizationPolicy, organizationPolicyChange } from './organization-policy.ts'

const host = z
  .string()
  .max(253)
  .meta({
    description: 'A host name that leads to this organization. Requests there are redirected to the gateway',
    examples: ['contoso.sso.example.com'],
  })

export const organization = z
  .strictObject({
    object: z.literal('organization'),
    id: id('org'),
    name,
    external_id: external_id.nullable(),
    slug: slug.nullable().meta({ description: 'A short name, in place of the id in the parameter `organization`' }),
    host: host.nullable(),
    domains: z.array(domain),
    policy: organizationPolicy,
    metadata,
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Organization' })

export type Organization = z.infer<typeof organization>

const params = z.strictObject({ organization_id: id('org') })

export const organizations = {
  list: operation('organizations.list', {
    summary: 'List organizations',
    scope: 'organizations:read',
    params: none,
    query: listQuery('org').extend({
      domain: z.string().max(253).optional(),
      external_id: external_id.optional(),
      search: z.string().max(200).optional().meta({ description: 'A part of the name' }),
    }),
    body: undefined,
    output: listOf(organization),
    example: { domain: 'contoso.example' },
  }),
  get: operation('organizations.get', {
    summary: 'Read an organization',
    scope: 'organizations:read',
    params,
    query: none,
    body: undefined,
    output: organization,
  }),
  getByExternalId: operation('organizations.getByExternalId', {
    summary: 'Read an organization by your own id for it',
    scope: 'organizations:read',
    params: z.strictObject({ external_id }),
    query: none,
    body: undefined,
    output: organization,
  }),
  create: operation('organizations.create', {
    summary: 'Create an organization',
    scope: 'organizations:write',
    params: none,
    query: none,
    body: z.strictObject({
      name,
      external_id: external_id.optional(),
      slug: slug.optional(),
      host: host.optional(),
      domains: z.array(newDomain).max(100).optional(),
      policy: organizationPolicyChange.optional(),
      metadata: metadata.optional(),
    }),
    output: organization,
    failures: ['already_exists', 'domain_taken'],
    example: { name: 'Contoso', domains: [{ domain: 'contoso.example', verified: true }] },
  }),
  update: operation('organizations.update', {
    summary: 'Change an organization',
    scope: 'organizations:write',
    params,
    query: none,
    body: z.strictObject({
      name: name.optional(),
      external_id: external_id.nullable().optional(),
      slug: slug.nullable().optional(),
      host: host.nullable().optional(),
      policy: organizationPolicyChange.optional().meta({ description: 'Omitted members stay as they are' }),
      metadata: metadataChange.optional(),
    }),
    output: organization,
    failures: ['already_exists', 'precondition_failed'],
    example: { name: 'Contoso Ltd', metadata: { plan: 'enterprise' } },
  }),
  delete: operation('organizations.delete', {
    summary: 'Delete an organization with its connections, users and sessions',
    scope: 'organizations:write',
    params,
    query: none,
    body: undefined,
    output: undefined,
    failures: ['precondition_failed'],
  }),
}
