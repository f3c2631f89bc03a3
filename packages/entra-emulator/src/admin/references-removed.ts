import { isJsonObject, type JsonObject } from '../directory/reader.ts'
import type { TenantDraft } from './tenant-change.ts'

function without(list: unknown, isGone: (item: unknown) => boolean): readonly unknown[] {
  return Array.isArray(list) ? list.filter((item) => !isGone(item)) : []
}

/** Removes deleted objects from groups, assignments, consents and conditions of claims, as Entra does. */
export function withoutReferencesTo(draft: TenantDraft, ids: readonly unknown[]): TenantDraft {
  const gone = new Set<unknown>(ids.filter((id) => id !== undefined))
  const names = (item: unknown): boolean => isJsonObject(item) && gone.has(item.principalId)
  const isFor = (item: unknown): boolean => isJsonObject(item) && gone.has(item.group)
  const cleaned = (application: JsonObject): JsonObject => ({
    ...application,
    appRoleAssignments: without(application.appRoleAssignments, names),
    consents: without(application.consents, names),
    claimsMapping: without(application.claimsMapping, isFor),
  })
  return {
    ...draft,
    groups: draft.groups.map((group) => ({ ...group, members: without(group.members, (id) => gone.has(id)) })),
    applications: draft.applications.map((application) => ({
      ...cleaned(application),
      owners: without(application.owners, (id) => gone.has(id)),
    })),
    servicePrincipals: draft.servicePrincipals.map(cleaned),
    personaApplications: draft.personaApplications.map((application) => ({
      ...application,
      assignedTo: Array.isArray(application.assignedTo) ? without(application.assignedTo, (id) => gone.has(id)) : null,
    })),
  }
}
