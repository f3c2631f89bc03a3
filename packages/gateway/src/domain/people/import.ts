/**
 * Import of known people, a piece at a time. Each row has an outcome of its own:
 *
 *   the row is wrong, or an earlier row of the piece has one of its names    refused
 *   nobody has one of its names                                              created
 *   one user has a name, and differs from the row in nothing                 unchanged
 *   … and differs, and has no identity yet                                   updated: every field of the row
 *   … and differs, and has signed in                                         updated: external id and metadata only
 *   several users have a name, or its names are those of several users       refused
 *
 * So the same piece again changes nothing. Fields that a row leaves out stay as they are. Parts of a piece are units of
 * their own, and other requests are served in between.
 */
import { type FieldError, isFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { ImportedRow, UserImport } from '@gatehouse-sso/sdk/contract/user-import'
import type { NewUser } from '@gatehouse-sso/sdk/contract/users'
import type { NewEvent } from '../events/events.ts'
import { organizationNamed } from '../organizations/organizations.ts'
import type { Ports } from '../ports/ports.ts'
import type { OrganizationRecord } from '../stores/organizations.ts'
import type { Write } from '../stores/unit.ts'
import type { UserRecord } from '../stores/users.ts'
import { change, mergeMetadata, nextVersion } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { knownUser } from './known-users.ts'
import { namesakes } from './namesakes.ts'
import { userEvent } from './users.ts'

/** Rows in one unit. On SQLite nothing else runs while a unit does. */
const rowsInUnit = 50

/** A row that was checked against the contract. */
export type CheckedRow = { readonly person: NewUser } | { readonly errors: readonly FieldError[] }

/** Names in the order in which they find a user. */
const names = ['external_id', 'preferred_username', 'email'] as const
type Name = (typeof names)[number]
const profile = ['email', 'name', 'given_name', 'family_name', 'preferred_username'] as const

interface Numbered {
  readonly row: number
  readonly checked: CheckedRow
}

interface Decided {
  readonly outcome: ImportedRow['outcome']
  readonly user_id: Id<'user'> | null
  readonly errors?: readonly FieldError[]
  readonly writes?: readonly Write[]
  readonly events?: readonly NewEvent[]
}

/**
 * @param rows may be checked while they are read, a few at a time
 * @throws Failure values_invalid for the organization; changed_meanwhile when others were faster three times. Parts
 *   before that are written
 */
export async function importUsers(
  work: Work,
  environment_id: Id<'env'>,
  { organization_id, dry_run }: { readonly organization_id: Id<'org'>; readonly dry_run: boolean },
  rows: Iterable<CheckedRow>,
): Promise<UserImport> {
  const { policy } = await organizationNamed(work.ports, environment_id, organization_id)
  const outcomes: ImportedRow[] = []
  const claim = claims(policy.match_case)
  for (const part of parts(rows)) {
    const unique = part.map((numbered) => claim(numbered))
    const decided = await change(work, async () => {
      const organization = await organizationNamed(work.ports, environment_id, organization_id)
      const all = await Promise.all(unique.map(({ checked }) => decide(work.ports, organization, checked)))
      const made = dry_run ? [] : all
      return {
        writes: made.flatMap(({ writes = [] }) => writes),
        events: made.flatMap(({ events = [] }) => events),
        result: all,
      }
    })
    decided.forEach(({ outcome, user_id, errors = [] }, index) => {
      const isOnlyPlanned = dry_run && outcome === 'created'
      const row = unique[index]?.row ?? 0
      outcomes.push({ row, outcome, user_id: isOnlyPlanned ? null : user_id, errors: [...errors] })
    })
    await work.ports.nextTurn()
  }
  const count = (wanted: ImportedRow['outcome']): number => outcomes.filter(({ outcome }) => outcome === wanted).length
  return {
    object: 'user_import',
    organization_id,
    dry_run,
    match_case: policy.match_case,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    refused: count('refused'),
    rows: outcomes,
  }
}

function* parts(rows: Iterable<CheckedRow>): Generator<readonly Numbered[]> {
  let part: Numbered[] = []
  let row = 0
  for (const checked of rows) {
    row += 1
    part.push({ row, checked })
    if (part.length < rowsInUnit) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}

/** @returns a function that refuses a row with a name of an earlier one */
function claims(match_case: 'exact' | 'insensitive'): (numbered: Numbered) => Numbered {
  const claimed = new Map<string, number>()
  return (numbered) => {
    const { row, checked } = numbered
    if ('errors' in checked) return numbered
    const errors = names.flatMap((field): FieldError[] => {
      const value = checked.person[field]
      if (value === undefined) return []
      const isExact = field !== 'email' && match_case === 'exact'
      const key = `${field}:${isExact ? value : value.toLowerCase()}`
      const earlier = claimed.get(key)
      if (earlier === undefined) claimed.set(key, row)
      else return [{ param: `/${field}`, code: 'duplicate', message: `is the name of row ${earlier}, too` }]
      return []
    })
    return errors.length === 0 ? numbered : { row, checked: { errors } }
  }
}

async function decide(ports: Ports, organization: OrganizationRecord, checked: CheckedRow): Promise<Decided> {
  if ('errors' in checked) return refused(checked.errors)
  try {
    const { person } = checked
    const candidate = knownUser(ports, organization, person, 'import')
    const user = await userOf(ports, organization, candidate)
    if (user === undefined) {
      const { users } = ports.stores.in(organization.environment_id)
      return {
        outcome: 'created',
        user_id: candidate.id,
        writes: [users.insertKnown(candidate, organization.policy.match_case)],
        events: [userEvent('user.created', candidate)],
      }
    }
    if ('errors' in user) return refused(user.errors)
    return await decideChange(ports, organization, person, candidate, user)
  } catch (error) {
    if (isFailure(error, 'values_invalid')) return refused(error.evidence.errors ?? [])
    throw error
  }
}

function refused(errors: readonly FieldError[]): Decided {
  return { outcome: 'refused', user_id: null, errors }
}

interface Found {
  readonly user: UserRecord
  /** The first name that finds the user. */
  readonly by: Name
}

/** The one user whom the names of a row mean. A user with another external id or user name is somebody else. */
async function userOf(
  ports: Ports,
  { environment_id, policy }: OrganizationRecord,
  candidate: UserRecord,
): Promise<Found | { readonly errors: readonly FieldError[] } | undefined> {
  const having = await Promise.all(
    names.map((field) => namesakes(ports, environment_id, candidate, field, policy.match_case)),
  )
  const several = names.filter((_, index) => (having[index]?.length ?? 0) > 1)
  if (several.length > 0) return { errors: several.map(ambiguous) }
  const at = having.findIndex((users) => users.length === 1)
  const [by, user] = [names[at], having[at]?.[0]]
  if (by === undefined || user === undefined) return undefined
  const others = names.filter((_, index) => having[index]?.[0] !== undefined && having[index]?.[0]?.id !== user.id)
  if (others.length > 0) return { errors: others.map(taken) }
  const isSomebodyElse = names.slice(0, at).some((field) => candidate[field] !== null && user[field] !== null)
  return isSomebodyElse ? { errors: [taken(by)] } : { user, by }
}

const ambiguous = (field: Name): FieldError => ({
  param: `/${field}`,
  code: 'ambiguous',
  message: 'is the name of several users of the organization',
})

const taken = (field: Name): FieldError => ({
  param: `/${field}`,
  code: 'already_exists',
  message: 'is the name of another user of the organization',
})

async function decideChange(
  ports: Ports,
  { environment_id, policy }: OrganizationRecord,
  person: NewUser,
  candidate: UserRecord,
  { user, by }: Found,
): Promise<Decided> {
  const { users } = ports.stores.in(environment_id)
  const unchanged: Decided = { outcome: 'unchanged', user_id: user.id }
  const vendor = vendorChanges(person, candidate, user)
  const changes = { ...profileChanges(person, candidate, user), ...vendor }
  if (isEmpty(changes)) return unchanged
  const hasSignedIn = (await users.identities(user.id, { limit: 1, order: 'asc' })).records.length > 0
  if (hasSignedIn && isEmpty(vendor)) return unchanged
  const distrust = hasSignedIn ? distrustOf(by, user, policy) : undefined
  if (distrust !== undefined) {
    const message = `finds a user who has signed in, but ${distrust}. Add the external_id of user ${user.id}`
    return refused([{ param: `/${by}`, code: 'not_matched_by', message }])
  }
  const next = nextVersion(ports, user, hasSignedIn ? vendor : changes)
  const write = hasSignedIn
    ? users.updateVendorFields(next, user.version, vendor.external_id === undefined ? 'exact' : policy.match_case)
    : users.updateKnown(next, user.version, policy.match_case)
  return { outcome: 'updated', user_id: user.id, writes: [write], events: [userEvent('user.updated', next, user)] }
}

const isEmpty = (changes: object): boolean => Object.keys(changes).length === 0

/** The fields of the row that identity providers set later, where they differ. */
function profileChanges(person: NewUser, candidate: UserRecord, user: UserRecord): Partial<UserRecord> {
  const { email_key, preferred_username_key, name, name_key } = candidate
  const differing = profile.filter((field) => person[field] !== undefined && candidate[field] !== user[field])
  return {
    ...Object.fromEntries(differing.map((field) => [field, candidate[field]])),
    ...(differing.includes('email') ? { email_key } : {}),
    ...(differing.includes('preferred_username') ? { preferred_username_key } : {}),
    // Made of the other names, where neither the row nor the user has one.
    ...(differing.includes('name') || (user.name === null && name !== null) ? { name, name_key } : {}),
  }
}

/** The vendor's own fields, where they differ. @throws Failure values_invalid for too many keys of metadata */
function vendorChanges(
  { external_id, metadata = {} }: NewUser,
  { external_id_key }: UserRecord,
  user: UserRecord,
): Partial<UserRecord> {
  const hasOther = Object.entries(metadata).some(
    ([key, value]) => !Object.hasOwn(user.metadata, key) || user.metadata[key] !== value,
  )
  return {
    ...(external_id !== undefined && external_id !== user.external_id ? { external_id, external_id_key } : {}),
    ...(hasOther ? { metadata: mergeMetadata(user.metadata, metadata) } : {}),
  }
}

/**
 * Why a name must not find a user who has signed in; `undefined`: it may. The person's identity provider has set the user name and email, so
 * they count as far as they would link a known user: the organization matches by them, and the sign-in proved them.
 */
function distrustOf(by: Name, user: UserRecord, { match_by }: OrganizationRecord['policy']): string | undefined {
  if (by === 'external_id') return undefined
  if (!match_by.includes(by)) return 'policy.match_by does not have it'
  return user[`${by}_verified`] ? undefined : 'the identity provider did not prove it'
}
