/** First contact: the users without an identity that an unknown person may be, by the rules of the organization. */
import { emailKey } from '@gatehouse-sso/core/email'
import type { Provisioning } from '@gatehouse-sso/sdk/contract/provisioning'
import type { Ports } from '../ports/ports.ts'
import type { MatchedName, UserRecord } from '../stores/users.ts'
import type { MatchRule } from './admission.ts'
import { isProvedName, type NamedPerson } from './proved-name.ts'

export interface FirstContact {
  /** Users without an identity; at most two. */
  readonly users: readonly UserRecord[]
  /** The rule that found them. */
  readonly by: MatchRule | null
  /** Whether the value counts, or only says something to the operator. */
  readonly is_proved: boolean
}

export const noMatch: FirstContact = { users: [], by: null, is_proved: false }

/** An unknown person, and the organization that they want to enter. */
export interface Stranger extends NamedPerson {
  readonly provisioning: Provisioning
}

/**
 * Finds the users that match by the first rule that finds any. A match by a value that is not proved counts only for the
 * record of the sign-in, and after all other rules.
 */
export async function firstContact(ports: Ports, stranger: Stranger): Promise<FirstContact> {
  const { match_by } = stranger.provisioning
  const isProved = (by: MatchRule): boolean => isProvedName(by, stranger)
  const rules = [...match_by.filter(isProved), ...match_by.filter((by) => !isProved(by))]
  for (const by of rules) {
    const name = nameOf(by, stranger)
    if (name === undefined) continue
    const { id, environment_id } = stranger.organization.organization
    const users = await ports.stores.in(environment_id).users.unlinked(id, name)
    if (users.length > 0) return { users, by, is_proved: isProved(by) }
  }
  return noMatch
}

/**
 * Whether a user with an identity has a name that this person has proved. Only a refusal asks, after no user without an
 * identity was found.
 */
export async function isNameTaken(ports: Ports, stranger: Stranger): Promise<boolean> {
  const { id, environment_id } = stranger.organization.organization
  for (const by of stranger.provisioning.match_by) {
    const name = isProvedName(by, stranger) ? nameOf(by, stranger) : undefined
    if (name && (await ports.stores.in(environment_id).users.named(id, name)).length > 0) return true
  }
  return false
}

function nameOf(by: MatchRule, { mapped: { profile }, provisioning }: Stranger): MatchedName | undefined {
  const is_exact = provisioning.match_case === 'exact'
  const value = {
    email: profile.email,
    preferred_username: profile.preferred_username,
    identifier: profile.identifier,
  }[by]
  const key = value === null ? undefined : emailKey(value)
  if (value === null || key === undefined) return undefined
  const field = ({ email: 'email', preferred_username: 'preferred_username', identifier: 'external_id' } as const)[by]
  return { field, key, value: is_exact && by !== 'email' ? value : null }
}
