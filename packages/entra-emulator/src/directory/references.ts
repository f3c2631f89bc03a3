import { isGuid } from '../identifier.ts'
import type { Application } from './application.ts'
import type { ServicePrincipalSettings } from './enterprise-settings.ts'
import { FixtureError } from './reader.ts'
import type { Tenant } from './tenant.ts'

/**
 * A fixture may name people by `userPrincipalName`, groups by `displayName` and app roles by `value`. This step
 * replaces every reference with the id of an existing object.
 */

type Find = (reference: string) => string | undefined

function principalsOf(tenant: Tenant): Find {
  const byName = new Map<string, string>()
  for (const user of tenant.users) byName.set(user.userPrincipalName.toLowerCase(), user.id)
  for (const group of tenant.groups) byName.set(group.displayName.toLowerCase(), group.id)
  for (const { appId, servicePrincipalId } of [...tenant.applications, ...tenant.servicePrincipals]) {
    byName.set(appId, servicePrincipalId)
    byName.set(servicePrincipalId, servicePrincipalId)
  }
  for (const object of [...tenant.users, ...tenant.groups]) byName.set(object.id, object.id)
  return (reference) => byName.get(reference.toLowerCase())
}

function required(find: Find, reference: string, path: string, expected: string): string {
  const id = find(reference)
  if (id === undefined) throw new FixtureError(path, `"${reference}" is no ${expected}`)
  return id
}

function resolveSettings<Settings extends ServicePrincipalSettings>(
  settings: Settings,
  path: string,
  find: { readonly principal: Find; readonly group: Find; readonly role: Find },
): Settings {
  return {
    ...settings,
    appRoleAssignments: settings.appRoleAssignments.map((assignment, index) => {
      const place = `${path}.appRoleAssignments[${index}]`
      return {
        principalId: required(
          find.principal,
          assignment.principalId,
          `${place}.principalId`,
          'user, group or application of this tenant',
        ),
        appRoleId: required(find.role, assignment.appRoleId, `${place}.appRoleId`, 'app role of this application'),
      }
    }),
    claimsMapping: settings.claimsMapping.map((claim, index) => {
      if (claim.group === null) return claim
      const place = `${path}.claimsMapping[${index}].group`
      return { ...claim, group: required(find.group, claim.group, place, 'group of this tenant') }
    }),
    consents: settings.consents.map((consent, index) => {
      if (consent.principalId === null) return consent
      const place = `${path}.consents[${index}].principalId`
      return { ...consent, principalId: required(find.principal, consent.principalId, place, 'user of this tenant') }
    }),
  }
}

function groupsOf({ groups }: Tenant): Find {
  return (reference) => {
    const name = reference.toLowerCase()
    return groups.find(({ id, displayName }) => id === name || displayName.toLowerCase() === name)?.id
  }
}

function rolesOf(application: Application): Find {
  return (reference) => {
    if (/^[0-]+$/.test(reference)) return reference
    return application.appRoles.find(({ id, value }) => id === reference.toLowerCase() || value === reference)?.id
  }
}

export function withResolvedReferences(tenant: Tenant, path: string): Tenant {
  const principal = principalsOf(tenant)
  const group = groupsOf(tenant)
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
  return {
    ...tenant,
    groups: tenant.groups.map((group, index) => ({
      ...group,
      members: group.members.map((member, position) =>
        required(principal, member, `${at('groups')}[${index}].members[${position}]`, 'user or group of this tenant'),
      ),
    })),
    applications: tenant.applications.map((application, index) => {
      const place = `${at('applications')}[${index}]`
      const owners = application.owners.map((owner, position) =>
        required(principal, owner, `${place}.owners[${position}]`, 'user of this tenant'),
      )
      return { ...resolveSettings(application, place, { principal, group, role: rolesOf(application) }), owners }
    }),
    personaApplications: tenant.personaApplications.map((application, index) => ({
      ...application,
      assignedTo:
        application.assignedTo?.map((name, position) =>
          required(
            principal,
            name,
            `${at('personaApplications')}[${index}].assignedTo[${position}]`,
            'user or group of this tenant',
          ),
        ) ?? null,
    })),
    // The roles of another tenant's application are not visible here, so their ids are not checked.
    servicePrincipals: tenant.servicePrincipals.map((settings, index) =>
      resolveSettings(settings, `${at('servicePrincipals')}[${index}]`, {
        principal,
        group,
        role: (reference) => (isGuid(reference) ? reference.toLowerCase() : undefined),
      }),
    ),
  }
}
