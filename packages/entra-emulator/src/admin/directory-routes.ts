import { readFixture } from '../directory/fixture.ts'
import { readTenant } from '../directory/read-tenant.ts'
import type { JsonObject } from '../directory/reader.ts'
import type { Tenant } from '../directory/tenant.ts'
import { type AdminCall, AdminError, type AdminRoute, param } from './admin-route.ts'
import { withoutReferencesTo } from './references-removed.ts'
import {
  bodyObject,
  changeTenant,
  merged,
  notFound,
  type ObjectList,
  type TenantDraft,
  tenantOf,
} from './tenant-change.ts'

/** A kind of object in a tenant: its list, and the properties that identify it. */
interface Kind {
  readonly list: ObjectList
  readonly one: string
  /** Properties that identify an object in a path. The first one is its id. */
  readonly keys: readonly string[]
}

const kinds: readonly Kind[] = [
  { list: 'users', one: 'user', keys: ['id', 'userPrincipalName'] },
  { list: 'groups', one: 'group', keys: ['id', 'displayName'] },
  { list: 'applications', one: 'application', keys: ['appId', 'displayName'] },
  { list: 'servicePrincipals', one: 'service principal', keys: ['appId'] },
  { list: 'personaApplications', one: 'application at Okta or Google', keys: ['id', 'displayName'] },
]

function positionIn(objects: readonly JsonObject[], kind: Kind, name: string): number {
  const position = objects.findIndex((object) =>
    kind.keys.some((key) => String(object[key]).toLowerCase() === name.toLowerCase()),
  )
  if (position < 0) throw notFound(kind.one, name)
  return position
}

function objectsOf(tenant: Tenant, kind: Kind): readonly JsonObject[] {
  return tenant[kind.list].map((object) => ({ ...object }))
}

function replaceAt(list: readonly JsonObject[], position: number, object: JsonObject): readonly JsonObject[] {
  return list.map((old, index) => (index === position ? object : old))
}

/** A new password ends all sessions of the user, as it does in Entra. */
function withSessionsEnded(call: AdminCall, before: JsonObject, after: JsonObject): JsonObject {
  if (before.password === after.password || 'signInSessionsValidFromDateTime' in bodyObject(call)) return after
  return { ...after, signInSessionsValidFromDateTime: new Date(call.emulation.clock.now()).toISOString() }
}

function refuseNewId(kind: Kind, before: JsonObject, patch: JsonObject): void {
  const key = String(kind.keys[0])
  if (key in patch && patch[key] !== before[key]) throw new AdminError(400, 'invalid', `${key}: cannot be changed`)
}

function routesOf(kind: Kind): readonly AdminRoute[] {
  const list = `/_admin/tenants/:tenant/${kind.list}`
  const article = /^[aeio]/.test(kind.one) ? 'an' : 'a'
  const add = (call: AdminCall) => (draft: TenantDraft) => ({
    ...draft,
    [kind.list]: [...draft[kind.list], bodyObject(call)],
  })
  const patch = (call: AdminCall) => (draft: TenantDraft) => {
    const position = positionIn(draft[kind.list], kind, param(call, 'id'))
    const before = draft[kind.list][position] ?? {}
    refuseNewId(kind, before, bodyObject(call))
    const after = merged(before, bodyObject(call))
    const object = kind.list === 'users' ? withSessionsEnded(call, before, after) : after
    return { ...draft, [kind.list]: replaceAt(draft[kind.list], position, object) }
  }
  const remove = (call: AdminCall) => (draft: TenantDraft) => {
    const position = positionIn(draft[kind.list], kind, param(call, 'id'))
    const gone = draft[kind.list][position]
    const rest = draft[kind.list].filter((_, index) => index !== position)
    return withoutReferencesTo({ ...draft, [kind.list]: rest }, [gone?.id, gone?.servicePrincipalId])
  }
  return [
    {
      method: 'GET',
      path: list,
      says: `all ${kind.list}`,
      act: (call) => ({ value: objectsOf(tenantOf(call), kind) }),
    },
    {
      method: 'POST',
      path: list,
      says: `add ${article} ${kind.one}`,
      act: (call) => objectsOf(changeTenant(call, add(call)), kind).at(-1),
    },
    {
      method: 'GET',
      path: `${list}/:id`,
      says: `one ${kind.one}, by ${kind.keys.join(' or ')}`,
      act: (call) => {
        const objects = objectsOf(tenantOf(call), kind)
        return objects[positionIn(objects, kind, param(call, 'id'))]
      },
    },
    {
      method: 'PATCH',
      path: `${list}/:id`,
      says: `change ${article} ${kind.one}: merges the body`,
      act: (call) => {
        const position = positionIn(objectsOf(tenantOf(call), kind), kind, param(call, 'id'))
        return objectsOf(changeTenant(call, patch(call)), kind)[position]
      },
    },
    {
      method: 'DELETE',
      path: `${list}/:id`,
      says: `delete ${article} ${kind.one} and all references to it`,
      act: (call) => void changeTenant(call, remove(call)),
    },
  ]
}

function readMade(call: AdminCall): { readonly now: number; readonly entropy: AdminCall['emulation']['entropy'] } {
  return { now: call.emulation.clock.now(), entropy: call.emulation.entropy }
}

export const directoryRoutes: readonly AdminRoute[] = [
  {
    method: 'GET',
    path: '/_admin/directory',
    says: 'the whole directory, in the form of a fixture',
    act: ({ emulation }) => ({ tenants: emulation.directory.tenants() }),
  },
  {
    method: 'PUT',
    path: '/_admin/directory',
    says: 'replace the directory with a fixture, and switch on its faults',
    act: (call) => {
      const { directory, faults } = call.emulation
      const fixture = readFixture(call.body, readMade(call))
      directory.replaceAll(fixture.tenants)
      for (const fault of fixture.faults) faults.switchOn(fault)
      return { tenants: directory.tenants() }
    },
  },
  {
    method: 'GET',
    path: '/_admin/tenants',
    says: 'all tenants',
    act: ({ emulation }) => ({ value: emulation.directory.tenants() }),
  },
  {
    method: 'POST',
    path: '/_admin/tenants',
    says: 'add a tenant, with or without its content',
    act: (call) => {
      const tenant = readTenant(call.body, '', readMade(call))
      const { directory } = call.emulation
      if (directory.tenantNamed(tenant.id)) throw new AdminError(409, 'conflict', `id: "${tenant.id}" already exists`)
      directory.put(tenant)
      return tenant
    },
  },
  { method: 'GET', path: '/_admin/tenants/:tenant', says: 'one tenant, by GUID or domain', act: tenantOf },
  {
    method: 'PATCH',
    path: '/_admin/tenants/:tenant',
    says: 'change a tenant: merges the body, replaces lists',
    act: (call) => changeTenant(call, (draft) => merged(draft, bodyObject(call))),
  },
  {
    method: 'DELETE',
    path: '/_admin/tenants/:tenant',
    says: 'delete a tenant',
    act: (call) => void call.emulation.directory.remove(tenantOf(call).id),
  },
  ...kinds.flatMap(routesOf),
]
