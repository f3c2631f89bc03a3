/** Known users: people whom the vendor makes known before their first sign-in, one by one or by import. */
import { emailKey } from '@gatehouse-sso/core/email'
import { Failure, type FieldError } from '@gatehouse-sso/core/failure'
import { isIdentifyingText } from '@gatehouse-sso/core/identifying-text'
import type { Id } from '@gatehouse-sso/core/ids'
import { nameKey, wholeName } from '@gatehouse-sso/core/user-names'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import type { users as contract, NewUser } from '@gatehouse-sso/sdk/contract/users'
import { organizationNamed } from '../organizations/organizations.ts'
import type { Ports } from '../ports/ports.ts'
import type { OrganizationRecord } from '../stores/organizations.ts'
import type { UserRecord } from '../stores/users.ts'
import { change } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { namesakes } from './namesakes.ts'
import { blankUser, userEvent } from './users.ts'

/** @throws Failure values_invalid, already_exists */
export function createUser(
  work: Work,
  environment_id: Id<'env'>,
  { organization_id, ...input }: ParsedBody<typeof contract.create>,
): Promise<UserRecord> {
  const { ports } = work
  const { users } = ports.stores.in(environment_id)
  return change(work, async () => {
    const organization = await organizationNamed(ports, environment_id, organization_id)
    const record = knownUser(ports, organization, input, 'api')
    const taken = await takenName(ports, organization, record)
    if (taken) throw new Failure('already_exists', { param: taken })
    const writes = [users.insertKnown(record, organization.policy.match_case)]
    return { writes, result: record, events: [userEvent('user.created', record)] }
  })
}

/**
 * A known user, not yet written.
 * @throws Failure values_invalid for a name that cannot find anybody, or without any
 */
export function knownUser(
  ports: Ports,
  { id, environment_id }: OrganizationRecord,
  input: NewUser,
  source: 'api' | 'import',
): UserRecord {
  const errors = nameErrors(input)
  if (errors.length > 0) throw new Failure('values_invalid', { errors })
  const { email = null, preferred_username = null, external_id = null } = input
  const { given_name = null, family_name = null, metadata = {} } = input
  const name = wholeName(input)
  return {
    ...blankUser(ports, environment_id, id),
    source,
    email,
    email_key: email === null ? null : (emailKey(email) ?? null),
    name,
    name_key: nameKey(name),
    given_name,
    family_name,
    preferred_username,
    preferred_username_key: nameKey(preferred_username),
    external_id,
    external_id_key: nameKey(external_id),
    metadata,
  }
}

const names = ['email', 'preferred_username', 'external_id'] as const

function nameErrors(input: NewUser): readonly FieldError[] {
  if (names.every((name) => input[name] === undefined)) {
    const message = 'is missing, and so are preferred_username and external_id: one of them must find the person'
    return [{ param: '/email', code: 'missing', message }]
  }
  const message = 'has invisible characters, or another spelling of plain characters'
  return names
    .filter((name) => input[name] !== undefined && !isIdentifyingText(input[name]))
    .map((name) => ({ param: `/${name}`, code: 'invalid_format', message }))
}

/** The name of a new user that another user of the organization has. */
export async function takenName(
  ports: Ports,
  { policy, environment_id }: OrganizationRecord,
  user: UserRecord,
): Promise<(typeof names)[number] | undefined> {
  for (const field of names) {
    const others = await namesakes(ports, environment_id, user, field, policy.match_case)
    if (others.length > 0) return field
  }
  return undefined
}
