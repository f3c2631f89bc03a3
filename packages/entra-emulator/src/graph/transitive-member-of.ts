import type { Emulation } from '../emulation.ts'
import { readParameters } from '../http/parameters.ts'
import type { Asked, GraphRequest } from './asked.ts'
import { hasAny } from './caller.ts'
import { GraphError } from './graph-error.ts'
import { type DirectoryObject, membershipsOf } from './memberships.ts'
import { pageOf } from './paging.ts'
import { checkMayRead } from './profile.ts'

/** Permissions that cover memberships of people other than the caller. */
export const readsMembers = ['User.Read.All', 'GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All']
const readsGroups = ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All']
const groupType = '#microsoft.graph.group'

/** The selected properties. Without a permission for groups all values except the id are hidden. */
function shown(object: DirectoryObject, select: readonly string[] | undefined, isReadable: boolean): DirectoryObject {
  const entries = Object.entries(object)
    .filter(([name]) => !select || name === '@odata.type' || select.includes(name))
    .map(([name, value]) => [name, isReadable || name === 'id' || name === '@odata.type' ? value : null])
  return Object.fromEntries(entries)
}

/**
 * Returns one page of `transitiveMemberOf`.
 * @param onlyGroups whether the path ends with the OData cast, which Graph calls an advanced query
 * @throws GraphError 400, 403
 */
export function transitiveMemberOf(
  emulation: Emulation,
  { caller, tenant, user }: Asked,
  request: GraphRequest,
  onlyGroups: boolean,
): Readonly<Record<string, unknown>> {
  checkMayRead(caller, user, readsMembers)
  const parameters = readParameters(request.query)
  const isCounted = parameters.get('$count') === 'true'
  if (onlyGroups && !(isCounted && request.headers.consistencylevel === 'eventual')) {
    const message = 'OData cast needs $count=true and the header ConsistencyLevel: eventual.'
    throw new GraphError(400, 'Request_UnsupportedQuery', message)
  }
  const all = membershipsOf(emulation.directory, tenant, user).filter(
    (one) => !onlyGroups || one['@odata.type'] === groupType,
  )
  const baseUrl = emulation.address.baseUrl()
  const page = pageOf(all, parameters, `${baseUrl}${request.url.replace(/\?.*$/, '')}`)
  const select = parameters.get('$select')?.split(',')
  return {
    '@odata.context': `${baseUrl}/v1.0/$metadata#${onlyGroups ? 'groups' : 'directoryObjects'}`,
    ...(isCounted ? { '@odata.count': all.length } : {}),
    ...(page.next_link === undefined ? {} : { '@odata.nextLink': page.next_link }),
    value: page.items.map((item) => shown(item, select, hasAny(caller, readsGroups))),
  }
}
