/** The public form of organizations and domains. */
import { isoTime, isoTimeOrNull } from '@gatehouse-sso/core/time'
import type { Domain } from '@gatehouse-sso/sdk/contract/domains'
import type { OrganizationPolicy } from '@gatehouse-sso/sdk/contract/organization-policy'
import type { Organization } from '@gatehouse-sso/sdk/contract/organizations'
import type { DomainRecord } from '../stores/domains.ts'
import type { OrganizationRecord } from '../stores/organizations.ts'
import { dnsRecordOf } from './dns-record.ts'

export interface OrganizationWithDomains {
  readonly organization: OrganizationRecord
  readonly domains: readonly DomainRecord[]
}

export function presentOrganization({ organization, domains }: OrganizationWithDomains): Organization {
  const { id, name, external_id, slug, host, policy, metadata, created_at, updated_at } = organization
  return {
    object: 'organization',
    id,
    name,
    external_id,
    slug,
    host,
    domains: domains.map(presentDomain),
    policy: presentPolicy(policy),
    metadata,
    created_at: isoTime(created_at),
    updated_at: isoTime(updated_at),
  }
}

function presentPolicy(policy: OrganizationPolicy): OrganizationPolicy {
  const { provisioning, match_by, match_case } = policy
  const { default_role, default_roles, default_groups, require_group, outside_domains, session } = policy
  return {
    provisioning,
    match_by: [...match_by],
    match_case,
    default_role,
    default_roles: [...default_roles],
    default_groups: [...default_groups],
    require_group,
    outside_domains,
    session: {
      idle_minutes: session.idle_minutes,
      lifetime_minutes: session.lifetime_minutes,
      is_shared: session.is_shared,
      logout_page_url: session.logout_page_url,
    },
  }
}

export function presentDomain(record: DomainRecord): Domain {
  const { id, organization_id, domain, state, verified_at, verified_by, created_at } = record
  const { name, value } = dnsRecordOf(record)
  return {
    object: 'domain',
    id,
    organization_id,
    domain,
    state,
    verified_at: isoTimeOrNull(verified_at),
    verified_by,
    dns_record: { type: 'TXT', name, value },
    dns_answer: [...record.records],
    checked_at: isoTimeOrNull(record.checked_at),
    proof_missing_since: isoTimeOrNull(record.proof_missing_since),
    created_at: isoTime(created_at),
  }
}
