import type { User } from '../directory/user.ts'
import { type Caller, hasAny } from './caller.ts'
import { accessDenied, GraphError, resourceNotFound } from './graph-error.ts'

const readsOwn = ['User.Read', 'User.ReadBasic.All', 'User.Read.All', 'Directory.Read.All']
const readsAnybody = ['User.ReadBasic.All', 'User.Read.All', 'Directory.Read.All']

/** The properties that Graph returns without `$select`, in its order. */
const defaultProperties = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
]

function propertiesOf(user: User): Readonly<Record<string, unknown>> {
  const { password: _, extensions, ...known } = user
  return { businessPhones: [], mobilePhone: null, officeLocation: null, ...known, ...extensions }
}

/**
 * Finds the user for `me`, an object id or a user principal name.
 * @throws GraphError 400 for a program that asks for `me`, 404
 */
export function findUser(caller: Caller, id: string, user: (id: string) => User | undefined): User {
  if (id === 'me') {
    if (caller.user) return caller.user
    throw new GraphError(400, 'BadRequest', '/me request is only valid with delegated authentication flow.')
  }
  const found = user(id)
  if (!found) throw resourceNotFound(id)
  return found
}

/**
 * @param others permissions that cover people other than the caller; default: those for profiles
 * @throws GraphError 403
 */
export function checkMayRead(caller: Caller, user: User, others: readonly string[] = readsAnybody): void {
  const own = caller.user?.id === user.id
  if (!hasAny(caller, own ? [...readsOwn, ...others] : others)) throw accessDenied()
}

/** A user as Graph returns it. */
export function userDocument(
  user: User,
  select: string | undefined,
  context: string,
): Readonly<Record<string, unknown>> {
  const names = select === undefined ? defaultProperties : select.split(',').map((name) => name.trim())
  const properties = propertiesOf(user)
  const chosen = names.filter((name) => name in properties).map((name): [string, unknown] => [name, properties[name]])
  const selected = select === undefined ? '' : `(${names.join(',')})`
  return { '@odata.context': `${context}#users${selected}/$entity`, ...Object.fromEntries(chosen) }
}
