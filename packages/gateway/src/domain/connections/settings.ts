/** The settings of a connection: what was entered, checked by the provider of its type. */
import { Failure, type FieldError } from '@gatehouse-sso/core/failure'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionType } from '../stores/connections.ts'

/**
 * The settings of a connection with what was entered.
 * @throws Failure values_invalid, address_refused, and why the identity provider cannot be asked
 */
export async function checkedSettings(
  { connection_types, identity_providers }: Ports,
  type: ConnectionType,
  stored: Readonly<Record<string, unknown>>,
  entered: Readonly<Record<string, unknown>>,
  extent: 'draft' | 'whole',
): Promise<Readonly<Record<string, unknown>>> {
  const changes = withoutErrors(connection_types.readEntered(type, entered))
  const checked = withoutErrors(connection_types.parseSettings(type, mergeWithoutNulls(stored, changes), extent))
  return identity_providers.resolveSettings(type, checked, entered)
}

/** @throws Failure values_invalid */
function withoutErrors(
  checked: Readonly<Record<string, unknown>> | readonly FieldError[],
): Readonly<Record<string, unknown>> {
  if (!isErrors(checked)) return checked
  throw new Failure('values_invalid', {
    errors: checked.map((error) => ({ ...error, param: `/settings${error.param}` })),
  })
}

export function isErrors<E>(value: Readonly<Record<string, unknown>> | readonly E[]): value is readonly E[] {
  return Array.isArray(value)
}

/** `null` removes a member. */
export function mergeWithoutNulls<V>(
  members: Readonly<Record<string, V>>,
  changes: Readonly<Record<string, V | null>>,
): Readonly<Record<string, V>> {
  const merged = Object.entries({ ...members, ...changes })
  return Object.fromEntries(merged.filter((entry): entry is [string, V] => entry[1] !== null))
}

/** The members that have a value. An absent member must not overwrite a stored one. */
export function definedOnly<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
