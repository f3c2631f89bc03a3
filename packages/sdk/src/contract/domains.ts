/** Email domains that organizations claim. A verified domain belongs to one organization and routes its people. */
import { z } from 'zod'
import { id, none, time } from './fields.ts'
import { listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'

export const domain = z
  .strictObject({
    object: z.literal('domain'),
    id: id('dom'),
    organization_id: id('org'),
    domain: z.string(),
    state: z.enum(['pending', 'verified', 'failed']).meta({
      description: '`pending`: looked up in the background for 30 days. `failed`: nobody proved it in that time',
    }),
    verified_at: time.nullable(),
    verified_by: z.enum(['dns', 'operator']).nullable().meta({
      description: 'By a DNS record, or on the word of the operator. An email in it counts as proved either way',
    }),
    dns_record: z
      .strictObject({ type: z.literal('TXT'), name: z.string(), value: z.string() })
      .meta({ description: 'The record that the owner of the domain publishes to prove it' }),
    dns_answer: z.array(z.string()).meta({ description: 'The TXT records at that name, at the last look-up' }),
    checked_at: time.nullable().meta({ description: 'The last look-up' }),
    proof_missing_since: time.nullable().meta({
      description: 'Since when the record of a verified domain is gone. The domain stays verified',
    }),
    created_at: time,
  })
  .meta({ id: 'Domain' })

export type Domain = z.infer<typeof domain>

export const newDomain = z.strictObject({
  domain: z.string().min(1).max(253).meta({ description: 'A domain name such as contoso.example' }),
  verified: z
    .boolean()
    .default(false)
    .meta({ description: 'The operator confirms that the domain belongs to the organization' }),
})

const organizationParams = z.strictObject({ organization_id: id('org') })
const params = organizationParams.extend({ domain_id: id('dom') })

export const domains = {
  list: operation('domains.list', {
    summary: 'List the domains of an organization',
    scope: 'domains:read',
    setup: { intents: ['domains'] },
    params: organizationParams,
    query: listQuery('dom'),
    body: undefined,
    output: listOf(domain),
  }),
  create: operation('domains.create', {
    summary: 'Add a domain to an organization',
    scope: 'domains:write',
    setup: { intents: ['domains'], fields: ['/domain'], steps: ['domains'] },
    params: organizationParams,
    query: none,
    body: newDomain,
    output: domain,
    failures: ['already_exists', 'domain_taken', 'limit_reached'],
    example: { domain: 'contoso.example', verified: true },
  }),
  check: operation('domains.check', {
    summary: 'Look the DNS record of a domain up now; it verifies the domain',
    scope: 'domains:write',
    setup: { intents: ['domains'], steps: ['domains'] },
    params,
    query: none,
    body: none,
    output: domain,
    status: 200,
    failures: ['domain_taken', 'dns_unavailable'],
    example: {},
  }),
  verify: operation('domains.verify', {
    summary: 'Mark a domain as verified by the operator',
    scope: 'domains:write',
    params,
    query: none,
    body: none,
    output: domain,
    status: 200,
    failures: ['domain_taken'],
    example: {},
  }),
  delete: operation('domains.delete', {
    summary: 'Remove a domain from its organization',
    scope: 'domains:write',
    setup: { intents: ['domains'], steps: ['domains'] },
    params,
    query: none,
    body: undefined,
    output: undefined,
  }),
}
