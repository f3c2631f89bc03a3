/** The answers about environments, keys, branding and staff. */
import type { ApiKey, Branding, Environment, Role, StaffMember } from '@gatehouse-sso/sdk/browser'
import { Refused } from '../../canned/answers.ts'
import { day, idOf, now } from './ids.ts'
import { type Answer, found, listOf, put } from './world.ts'

const without = <T extends { readonly id: string }>(all: readonly T[], id: string | undefined): T[] =>
  all.filter((one) => one.id !== id)

export const settingsAnswers: Readonly<Record<string, Answer>> = {
  'environments.list': (kept, asked) => listOf(kept.work.environments, asked),
  'environments.create': (kept, { body }) => {
    const [template] = kept.work.environments
    const { name, slug, kind } = body as Pick<Environment, 'name' | 'slug' | 'kind'>
    if (!template) throw new Error('no template')
    if (kept.work.environments.some((one) => one.slug === slug)) {
      throw new Refused(409, 'already_exists', 'An environment has this slug.', {
        errors: [{ param: '/slug', code: 'already_exists', message: 'is the slug of another environment' }],
      })
    }
    const fresh: Environment = {
      ...template,
      ...{ name, slug, kind, is_default: false },
      id: idOf('env', 30),
      issuer: `https://sso.planner.example/env/${slug}`,
    }
    kept.work.environments.push(fresh)
    kept.session = { ...kept.session, environments: [...kept.work.environments] }
    return fresh
  },
  'environments.update': (kept, { params, body }) => {
    const next = put(kept.work.environments, params.environment_id, body as Partial<Environment>)
    kept.session = { ...kept.session, environments: [...kept.work.environments] }
    return next
  },
  'roles.create': (kept, { body }) => {
    const [template] = kept.roles
    if (!template) throw new Error('no template')
    const fresh: Role = {
      ...template,
      description: null,
      ...(body as Partial<Role>),
      id: idOf('role', 30),
      position: kept.roles.length,
    }
    kept.roles.push(fresh)
    return fresh
  },
  'roles.update': (kept, { params, body }) => {
    const { position, ...rest } = body as Partial<Role>
    if (rest.is_default) kept.roles = kept.roles.map((role) => ({ ...role, is_default: false }))
    const last = put(kept.roles, params.role_id, rest)
    if (position !== undefined) {
      const others = without(kept.roles, last.id).sort((a, b) => a.position - b.position)
      kept.roles = [...others.slice(0, position), last, ...others.slice(position)].map((role, index) => ({
        ...role,
        position: index,
      }))
    }
    return found(kept.roles, last.id)
  },
  'roles.delete': (kept, { params }) => {
    kept.roles = without(kept.roles, params.role_id)
  },
  'apiKeys.list': (kept, asked) => listOf(kept.work.apiKeys, asked),
  'apiKeys.get': (kept, { params }) => found(kept.work.apiKeys, params.api_key_id),
  'apiKeys.create': (kept, { body }) => {
    const { name, scopes = [], expires_at = null } = body as Partial<ApiKey> & { name: string }
    const fresh: ApiKey = {
      object: 'api_key',
      id: idOf('key', 30),
      hint: 'gh_live_9p…Lw',
      ...{ name, scopes, expires_at, last_used_at: null, last_used_address: null, created_at: now },
    }
    kept.work.apiKeys.unshift(fresh)
    return { ...fresh, secret: 'gh_live_9pVqT2mX8rLwB4nYpZLw' }
  },
  'apiKeys.rotate': (kept, { params }) => {
    const last = found(kept.work.apiKeys, params.api_key_id)
    put(kept.work.apiKeys, last.id, { expires_at: day(1) })
    const fresh: ApiKey = { ...last, id: idOf('key', 31), hint: 'gh_live_7t…Mb', last_used_at: null, created_at: now }
    kept.work.apiKeys.unshift(fresh)
    return { ...fresh, secret: 'gh_live_7tVqT2mX8rLwB4nYpZMb' }
  },
  'apiKeys.revoke': (kept, { params }) => {
    kept.work.apiKeys = without(kept.work.apiKeys, params.api_key_id)
  },
  'signingKeys.list': (kept, asked) => listOf(kept.work.signingKeys, asked),
  'signingKeys.rotate': (kept, asked) => listOf(kept.work.signingKeys, asked),
  'branding.update': (kept, { body }) => {
    const { logo_png, name, ...rest } = body as Partial<Branding> & { logo_png?: string | null }
    kept.branding = {
      ...kept.branding,
      ...rest,
      name: name ?? kept.branding.name,
      ...(logo_png === undefined ? {} : { logo_url: logo_png === null ? null : '/logo.png' }),
    }
    return kept.branding
  },
  'staff.list': (kept, asked) => listOf(kept.work.staff, asked),
  'staff.get': (kept, { params }) => found(kept.work.staff, params.staff_id),
  'staff.invite': (kept, { body, origin }) => {
    const [template] = kept.work.staff
    if (!template) throw new Error('no template')
    const fresh: StaffMember = {
      ...template,
      name: null,
      ...(body as Partial<StaffMember>),
      id: idOf('staff', 30),
      state: 'invited',
      is_bound: false,
      invitation_expires_at: day(7),
      last_seen_at: null,
    }
    kept.work.staff.push(fresh)
    return { ...fresh, url: `${origin}/console/invitation/4nTq8vR2kLmZ7wXc3pYb` }
  },
  'staff.resend': (kept, { params, origin }) => ({
    ...found(kept.work.staff, params.staff_id),
    url: `${origin}/console/invitation/9sTq8vR2kLmZ7wXc3pYb`,
  }),
  'staff.update': (kept, { params, body }) => {
    const last = found(kept.work.staff, params.staff_id)
    if (last.role === 'owner' && kept.work.staff.filter(({ role }) => role === 'owner').length === 1) {
      throw new Refused(409, 'staff_last_owner', 'The console needs an owner.', { errors: [] })
    }
    return put(kept.work.staff, last.id, body as Partial<StaffMember>)
  },
  'staff.delete': (kept, { params }) => {
    kept.work.staff = without(kept.work.staff, params.staff_id)
  },
  'staff.listSessions': (kept, asked) =>
    listOf(
      kept.work.staffSessions.filter(({ staff_id }) => staff_id === asked.params.staff_id),
      asked,
    ),
  'staff.endSession': (kept, { params }) => {
    kept.work.staffSessions = without(kept.work.staffSessions, params.staff_session_id)
  },
  'staff.getSettings': (kept) => kept.work.staffSettings,
  'staff.updateSettings': (kept, { body }) => {
    kept.work.staffSettings = {
      ...kept.work.staffSettings,
      ...(body as Pick<typeof kept.work.staffSettings, 'organization_id'>),
    }
    return kept.work.staffSettings
  },
}
