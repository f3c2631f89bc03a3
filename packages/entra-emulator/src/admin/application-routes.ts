import type { Application } from '../directory/application.ts'
import type { JsonObject } from '../directory/reader.ts'
import { newGuid } from '../identifier.ts'
import { type AdminCall, type AdminRoute, param } from './admin-route.ts'
import { bodyObject, changeTenant, notFound, tenantOf } from './tenant-change.ts'

const base = '/_admin/tenants/:tenant/applications/:id'

type ListName = 'passwordCredentials' | 'federatedIdentityCredentials' | 'appRoleAssignments' | 'consents'

/** @throws AdminError 404 */
export function applicationOf(call: AdminCall): Application {
  const id = param(call, 'id').toLowerCase()
  const found = tenantOf(call).applications.find(
    ({ appId, displayName }) => appId === id || displayName.toLowerCase() === id,
  )
  if (!found) throw notFound('application', param(call, 'id'))
  return found
}

/** Replaces one list of the application and returns the new list. */
function changeList(
  call: AdminCall,
  list: ListName,
  change: (items: readonly JsonObject[]) => readonly JsonObject[],
): readonly JsonObject[] {
  const { appId } = applicationOf(call)
  const items = (application: Application): readonly JsonObject[] => application[list].map((item) => ({ ...item }))
  const changed = changeTenant(call, (draft) => ({
    ...draft,
    applications: draft.applications.map((application) =>
      application.appId === appId ? { ...application, [list]: change(items(applicationOf(call))) } : application,
    ),
  }))
  const after = changed.applications.find((application) => application.appId === appId)
  return after ? items(after) : []
}

function changeSecret(call: AdminCall, change: (secret: JsonObject) => readonly JsonObject[]): void {
  const keyId = param(call, 'key').toLowerCase()
  if (!applicationOf(call).passwordCredentials.some((secret) => secret.keyId === keyId)) throw notFound('secret', keyId)
  changeList(call, 'passwordCredentials', (secrets) =>
    secrets.flatMap((secret) => (secret.keyId === keyId ? change(secret) : [secret])),
  )
}

export const applicationRoutes: readonly AdminRoute[] = [
  {
    method: 'POST',
    path: `${base}/passwordCredentials`,
    says: 'add a client secret; the response has its `secretText`',
    act: (call) => {
      const secret = { keyId: newGuid(call.emulation.entropy), ...bodyObject(call) }
      return changeList(call, 'passwordCredentials', (secrets) => [...secrets, secret]).at(-1)
    },
  },
  {
    method: 'POST',
    path: `${base}/passwordCredentials/:key/expire`,
    says: 'make a client secret expire now',
    act: (call) => {
      const endDateTime = new Date(call.emulation.clock.now()).toISOString()
      changeSecret(call, (secret) => [{ ...secret, endDateTime }])
    },
  },
  {
    method: 'DELETE',
    path: `${base}/passwordCredentials/:key`,
    says: 'delete a client secret',
    act: (call) => changeSecret(call, () => []),
  },
  {
    method: 'POST',
    path: `${base}/federatedIdentityCredentials`,
    says: 'add a federated identity credential',
    act: (call) => changeList(call, 'federatedIdentityCredentials', (items) => [...items, bodyObject(call)]).at(-1),
  },
  {
    method: 'DELETE',
    path: `${base}/federatedIdentityCredentials/:name`,
    says: 'delete a federated identity credential, by its name',
    act: (call) =>
      void changeList(call, 'federatedIdentityCredentials', (items) =>
        items.filter(({ name }) => name !== param(call, 'name')),
      ),
  },
  {
    method: 'POST',
    path: `${base}/appRoleAssignments`,
    says: 'assign a role, or access without a role, to a person, group or program',
    act: (call) => changeList(call, 'appRoleAssignments', (items) => [...items, bodyObject(call)]).at(-1),
  },
  {
    method: 'DELETE',
    path: `${base}/appRoleAssignments/:principal`,
    says: 'remove all assignments of a principal, by its object id',
    act: (call) =>
      void changeList(call, 'appRoleAssignments', (items) =>
        items.filter(({ principalId }) => principalId !== param(call, 'principal').toLowerCase()),
      ),
  },
  {
    method: 'POST',
    path: `${base}/consents`,
    says: 'consent for the organization, or for the person in `principalId`',
    act: (call) => changeList(call, 'consents', (items) => [...items, bodyObject(call)]).at(-1),
  },
  {
    method: 'DELETE',
    path: `${base}/consents`,
    says: 'remove all consents',
    act: (call) => void changeList(call, 'consents', () => []),
  },
]
