/**
 * The answers of a gateway that exists only for the dashboard's tests. It keeps a little state, so that a change shows.
 * The contract checks each request and each answer.
 */

import type { Group, Organization, OrganizationSummary, Role, SetupLink } from '@gatehouse-sso/sdk/browser'
import { type Asked, Refused } from '../../canned/answers.ts'
import { connectionAnswers } from './connection-answers.ts'
import * as vendor from './console.ts'
import { day, idOf, now } from './ids.ts'
import * as customers from './organizations.ts'
import * as history from './sign-ins.ts'
import { workAnswers } from './work-answers.ts'
import { type Answer, found, listOf, put } from './world.ts'

const remove = <T extends { readonly id: string }>(all: T[], id: string | undefined): undefined => {
  found(all, id)
  all.splice(
    all.findIndex((one) => one.id === id),
    1,
  )
}

const fits = <T>(all: readonly T[], asked: Asked, names: readonly (keyof T & string)[]): T[] =>
  all.filter((one) => names.every((name) => !asked.query.has(name) || asked.query.get(name) === one[name]))

export const answers: Readonly<Record<string, Answer>> = {
  ...connectionAnswers,
  'console.get': (kept) => kept.session,
  'console.leave': () => undefined,
  'branding.get': (kept) => kept.branding,
  'overview.get': (kept) => kept.overview,
  'overview.listOrganizations': (kept, asked) => {
    const { query } = asked
    const search = (query.get('search') ?? '').toLowerCase()
    const has = (name: 'state' | 'type', { connections }: OrganizationSummary): boolean =>
      !query.has(name) || connections.some((one) => one[name] === query.get(name))
    return listOf(
      kept.summaries.filter(
        (one) =>
          [one.name, ...one.domains, one.external_id ?? ''].some((text) => text.toLowerCase().startsWith(search)) &&
          has('state', one) &&
          has('type', one),
      ),
      asked,
    )
  },
  'overview.connectionHealth': (kept, { params }) => {
    const summary = kept.summaries.flatMap(({ connections }) => connections)
    return found(summary, params.connection_id).health
  },
  'organizations.get': (kept, { params }) => found(kept.organizations, params.organization_id),
  'organizations.create': (kept, { body }) => {
    const id = idOf('org', 50 + kept.organizations.length)
    const [template] = kept.organizations
    if (!template) throw new Error('no template')
    const {
      name,
      external_id = null,
      domains = [],
    } = body as { name: string; external_id?: string | null; domains?: { domain: string }[] }
    if (kept.organizations.some((one) => one.name === name)) {
      throw new Refused(409, 'already_exists', 'An organization has this name.', {
        errors: [{ param: '/name', code: 'already_exists', message: 'is the name of another organization' }],
      })
    }
    const fresh: Organization = {
      ...template,
      id,
      name,
      external_id,
      metadata: {},
      domains: domains.map(({ domain }) => ({ ...customers.domainOf(50, domain, 'pending'), organization_id: id })),
    }
    kept.organizations.unshift(fresh)
    kept.summaries.unshift({
      object: 'organization_summary',
      id,
      name,
      external_id,
      domains: [],
      connections: [],
      created_at: now,
    })
    return fresh
  },
  'organizations.update': (kept, { params, body }) => {
    const last = found(kept.organizations, params.organization_id)
    const { policy = {}, metadata = {}, ...rest } = body as Partial<Organization>
    const merged = Object.entries({ ...last.metadata, ...metadata }).filter(([, value]) => value !== null)
    return put(kept.organizations, last.id, {
      ...rest,
      policy: { ...last.policy, ...policy },
      metadata: Object.fromEntries(merged),
    })
  },
  'organizations.delete': (kept, { params }) => {
    remove(kept.summaries, params.organization_id)
    return remove(kept.organizations, params.organization_id)
  },
  'domains.list': (kept, asked) => listOf(found(kept.organizations, asked.params.organization_id).domains, asked),
  'domains.create': (kept, { params, body }) => {
    const organization = found(kept.organizations, params.organization_id)
    const name = String(body.domain)
    if (name === 'contoso.example')
      throw new Refused(409, 'domain_taken', 'Another organization has verified this domain.')
    const domain = {
      ...customers.domainOf(40, name, body.verified === true ? 'verified' : 'pending'),
      organization_id: organization.id,
    }
    put(kept.organizations, organization.id, { domains: [...organization.domains, domain] })
    return domain
  },
  'domains.check': (kept, { params }) => {
    const { domains } = found(kept.organizations, params.organization_id)
    return put(domains, params.domain_id, { checked_at: now })
  },
  'domains.verify': (kept, { params }) => {
    const { domains } = found(kept.organizations, params.organization_id)
    return put(domains, params.domain_id, { state: 'verified', verified_at: now, verified_by: 'operator' })
  },
  'domains.delete': (kept, { params }) =>
    remove(found(kept.organizations, params.organization_id).domains, params.domain_id),
  'applications.list': (kept, asked) => listOf(kept.applications, asked),
  'roles.list': (kept, asked) =>
    listOf(
      [...kept.roles].sort((a, b) => a.position - b.position),
      asked,
    ),
  'roles.update': (kept, { params, body }) => {
    const last = found(kept.roles, params.role_id)
    const position = (body as Partial<Role>).position ?? last.position
    const others = kept.roles.filter(({ id }) => id !== last.id).sort((a, b) => a.position - b.position)
    kept.roles = [...others.slice(0, position), last, ...others.slice(position)].map((role, index) => ({
      ...role,
      position: index,
    }))
    return found(kept.roles, last.id)
  },
  'groups.list': (kept, asked) => listOf(fits(kept.groups, asked, ['organization_id', 'source']), asked),
  'groups.create': (kept, { body }) => {
    const [template] = kept.groups
    if (!template) throw new Error('no template')
    const {
      idp_id,
      name = idp_id,
      ...rest
    } = body as Pick<Group, 'idp_id' | 'organization_id' | 'roles'> & { name?: string }
    const fresh: Group = {
      ...template,
      ...rest,
      idp_id,
      name,
      id: idOf('grp', 40 + kept.groups.length),
      source: 'api',
      seen_count: 0,
      last_seen_at: null,
    }
    kept.groups.unshift(fresh)
    return fresh
  },
  'groups.update': (kept, { params, body }) =>
    put(kept.groups, params.group_id, { ...(body as Partial<Group>), source: 'api' }),
  'groups.delete': (kept, { params }) => remove(kept.groups, params.group_id),
  'setupLinks.list': (kept, asked) => listOf(fits(kept.setupLinks, asked, ['organization_id', 'state']), asked),
  'setupLinks.get': (kept, { params }) => found(kept.setupLinks, params.setup_link_id),
  'setupLinks.create': (kept, { body, origin }) => {
    const [template] = vendor.setupLinks
    if (!template) throw new Error('no template')
    const { expires_in_days, connection_id = null, ...rest } = body as Partial<SetupLink> & { expires_in_days: number }
    const fresh: SetupLink = {
      ...template,
      return_url: null,
      success_url: null,
      ...rest,
      connection_id,
      id: idOf('setup', 30 + kept.setupLinks.length),
      state: 'open',
      uses: [],
      expires_at: day(expires_in_days),
      created_at: now,
    }
    kept.setupLinks.unshift(fresh)
    return { ...fresh, url: `${origin}/setup/4nTq8vR2kLmZ7wXc3pYb` }
  },
  'setupLinks.revoke': (kept, { params }) =>
    put(kept.setupLinks, params.setup_link_id, { state: 'revoked', revoked_at: now }),
  'signIns.list': (kept, asked) =>
    listOf(
      fits(kept.signIns, asked, ['organization_id', 'connection_id', 'state', 'error_code']).map(history.expanded),
      asked,
    ),
  'signIns.get': (kept, { params }) => history.traceOf(found(kept.signIns, params.sign_in_id)),
  'events.list': (kept, asked) =>
    listOf(
      fits(kept.events, asked, ['organization_id', 'type']).filter(
        ({ data }) => !asked.query.has('object_id') || ('id' in data && data.id === asked.query.get('object_id')),
      ),
      asked,
    ),
  ...workAnswers,
}
