/**
 * Provisioning: which user a verified identity belongs to, and whether the person may in. The identity (organization,
 * authority, subject) decides, never an email. admission.ts has the decisions, first-contact.ts finds the users that
 * may match.
 *
 * entitlements.ts decides roles and groups. Nothing is written here: the writes go into the unit that opens the session,
 * and a lost race decides again.
 */
import { emailDomain, emailKey } from '@gatehouse-sso/core/email'
import { type EmailTrust, emailTrust, isProvedEmail } from '@gatehouse-sso/core/email-trust'
import { Failure } from '@gatehouse-sso/core/failure'
import { type ClaimMap, type Mapped, mapProfile } from '@gatehouse-sso/core/mapping/profile'
import { losesRole } from '@gatehouse-sso/core/mapping/roles'
import { nameKey } from '@gatehouse-sso/core/user-names'
import type { VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import { differences, type NewEvent } from '../events/events.ts'
import { noticeWrites } from '../logout/notices.ts'
import { provisioningRules } from '../organizations/provisioning-rules.ts'
import { deletedIdentity } from '../people/deleted-identity.ts'
import { noProfile, openProfile, sealProfile } from '../people/passed-profile.ts'
import { presentIdentity } from '../people/present.ts'
import { blankUser, userEvent } from '../people/users.ts'
import type { OrganizationConfiguration } from '../ports/configuration.ts'
import type { Ports } from '../ports/ports.ts'
import type { InvitationRecord } from '../stores/invitations.ts'
import type { Write } from '../stores/unit.ts'
import type { DeletedIdentity, IdentityRecord, UserRecord } from '../stores/users.ts'
import { oldestSignInOf } from '../work/lifetimes.ts'
import { decideAdmission } from './admission.ts'
import { decideEntitlements, type Entitlements } from './entitlements.ts'
import type { Entrance } from './entrance.ts'
import { type FirstContact, firstContact, isNameTaken, noMatch, type Stranger } from './first-contact.ts'
import { acceptedEvent, invitedPerson } from './invited-person.ts'
import { checkEmailDomain } from './outside-domains.ts'
import { isProvedName, type NamedPerson } from './proved-name.ts'

/** Reasons that a user keeps. A person may have a role by hundreds of groups. */
const maximumReasons = 20

/** Sessions of one person that are looked at for lost roles. */
const maximumSessions = 100

export interface Provisioned {
  /** The row of the user. */
  readonly user: UserRecord
  /** The user as the claims describe them now, whether or not the row says the same. */
  readonly person: UserRecord
  /** The profile, where the user row has none. */
  readonly profile_sealed: string | null
  readonly writes: readonly Write[]
  readonly outcome: 'known' | 'linked' | 'created'
  readonly because: string
  readonly email_trust: EmailTrust
  readonly entitlements: Entitlements
  /** All sessions of the user end in the same unit. */
  readonly ends_sessions: boolean
  readonly events: readonly NewEvent[]
}

/** The claims of a verified identity as a profile, with the reason for every value. */
export type MappedIdentity = Mapped

/** Maps the claims of a verified identity. */
export function mapIdentity(
  mapping: ClaimMap,
  { claims, userinfo, directory_groups }: VerifiedIdentity,
): MappedIdentity {
  return mapProfile(mapping, {
    id_token: claims,
    ...(userinfo === undefined ? {} : { userinfo }),
    ...(directory_groups === undefined ? {} : { directory_groups }),
  })
}

/**
 * Decides about a verified identity. Writes nothing, not even into a trace: the decision may be made again.
 * @throws Failure email_domain_refused, mapping_incomplete, groups_incomplete, group_required, invitation_missing,
 *   link_ambiguous, user_unknown, user_linked_otherwise, user_deleted, user_suspended
 */
export async function provision(
  ports: Ports,
  entrance: Entrance,
  organization: OrganizationConfiguration,
  identity: VerifiedIdentity,
  mapped: MappedIdentity,
): Promise<Provisioned> {
  const trust = trustOf(mapped, identity, organization)

  const { users, invitations } = ports.stores.in(entrance.environment_id)
  const known = await users.byIdentity(entrance.organization_id, identity.authority, identity.subject)
  const rules = provisioningRules(entrance, organization.organization)
  const stranger = { identity, mapped, email_trust: trust.level, organization, provisioning: rules }
  checkEmailDomain(stranger)
  const first = known ? knownPerson : await meet(ports, entrance, stranger)
  const { outcome, because } = await admitted(ports, stranger, known, first)
  const existing = known ?? (outcome === 'linked' ? first.match.users[0] : undefined)

  const is_passed = rules.provisioning === 'pass_through'
  const before = is_passed ? undefined : known
  const entitlements = await decideEntitlements(ports, entrance, organization, identity, mapped, before)
  const base = existing ?? newcomer(ports, entrance, first.invitation)
  const person = signedIn(ports, base, stranger, entitlements, entrance.by)
  const user = is_passed ? { ...person, ...noProfile } : person
  // The usual sign-in changes nothing about its user. Then no index is written, and no public form is made.
  const isSame = existing !== undefined && differences(existing, user).length === 0
  const is_kept = known !== undefined && keepsRow(entrance, known, isSame)
  const write = isSame ? users.signInUnchanged : existing ? users.signIn : users.insert
  const writes: Write[] = is_kept ? [] : [write(user)]
  const isNews = !is_kept && !isSame
  const events: NewEvent[] = !isNews ? [] : existing ? changed(existing, user) : [userEvent('user.created', user)]
  if (!known) {
    const record = newIdentity(ports, entrance, identity, user, because)
    writes.push(outcome === 'linked' ? users.linkIdentity(record) : users.insertIdentity(record))
    if (outcome === 'linked') events.push(identityLinked(record))
    if (first.deleted) writes.push(users.forgetDeleted(first.deleted))
    if (first.invitation) {
      writes.push(invitations.accept(first.invitation.id, user.id, ports.now()))
      events.push(acceptedEvent(ports, first.invitation, user.id))
    }
  }
  const may_end = entrance.by === 'sign_in' && known !== undefined
  const ends_sessions = may_end && (await lostRole(ports, known, is_passed, entitlements))
  if (ends_sessions) {
    // A person who lost a role must not keep it in another browser (security case 104).
    const { sessions } = ports.stores.in(entrance.environment_id)
    const now = ports.now()
    writes.push(sessions.endOfUser(known.id, oldestSignInOf(ports, 'session'), now, 'role_lost'))
    writes.push(...(await noticeWrites(ports, entrance.environment_id, { user_id: known.id }, now)))
  }
  const profile_sealed = is_passed ? sealProfile(ports, user.id, person) : null
  return {
    user,
    person,
    profile_sealed,
    writes,
    outcome,
    because,
    email_trust: trust,
    entitlements,
    ends_sessions,
    events,
  }
}

/** Everything that is known about a person who has no user yet. */
interface FirstMeeting {
  readonly match: FirstContact
  readonly invitation: InvitationRecord | undefined
  /** The tombstone of the user who had the identity. */
  readonly deleted: DeletedIdentity | undefined
}

const knownPerson: FirstMeeting = { match: noMatch, invitation: undefined, deleted: undefined }

async function meet(ports: Ports, { connection_id }: Entrance, stranger: Stranger): Promise<FirstMeeting> {
  const { environment_id, id } = stranger.organization.organization
  const { users, invitations } = ports.stores.in(environment_id)
  const deleted = deletedIdentity(ports, { environment_id, organization_id: id }, stranger.identity)
  const open = await invitations.openFor(id, invitedPerson(stranger), ports.now())
  // An id of a person means something at one identity provider only, so an invitation may insist on the connection.
  const isHere = open !== undefined && (open.connection_id === null || open.connection_id === connection_id)
  return {
    match: await firstContact(ports, stranger),
    invitation: isHere ? open : undefined,
    deleted: (await users.isDeleted(deleted)) ? deleted : undefined,
  }
}

function newcomer(
  ports: Ports,
  { environment_id, organization_id, by, kind }: Entrance,
  invitation: InvitationRecord | undefined,
): UserRecord {
  const source = invitation ? 'invite' : by === 'sign_in' ? 'jit' : 'access_token'
  return { ...blankUser(ports, environment_id, organization_id), kind, source }
}

/**
 * Whether the row of a known user stays as it is. Tokens come with every call, and have fewer claims than a sign-in: what
 * a sign-in has written stays, and nothing is written where nothing changed.
 */
function keepsRow({ by }: Entrance, known: UserRecord, isSame: boolean): boolean {
  return by === 'access_token' && (known.last_sign_in_at !== null || isSame)
}

/** Whether a role that the person had is gone. Without a profile in the user row, the open sessions say which they were. */
async function lostRole(
  ports: Ports,
  known: UserRecord,
  is_passed: boolean,
  { rules, roles }: Entitlements,
): Promise<boolean> {
  if (!is_passed) return losesRole(rules.roles, known.roles, roles)
  const { sessions } = ports.stores.in(known.environment_id)
  const query = { limit: maximumSessions, order: 'desc' } as const
  const { records } = await sessions.ofUser(known.id, oldestSignInOf(ports, 'session'), query)
  return records.some(({ ended_at, profile_sealed }) => {
    if (ended_at !== null) return false
    const had = profile_sealed === null ? known : openProfile(ports, known.id, profile_sealed)
    return losesRole(rules.roles, had.roles, roles)
  })
}

/** The event of a sign-in that changed the public form of a user, if it did. */
function changed(before: UserRecord, after: UserRecord): NewEvent[] {
  const event = userEvent('user.updated', after, before)
  return event.before && differences(event.before, event.object).length > 0 ? [event] : []
}

/** The addresses that a person has proved, in the form in which emails are compared. */
export function provedAddresses(
  entrance: Entrance,
  organization: OrganizationConfiguration,
  identity: VerifiedIdentity,
  mapped: MappedIdentity,
): readonly string[] {
  const email_trust = trustOf(mapped, identity, organization).level
  const rules = provisioningRules(entrance, organization.organization)
  return invitedPerson({ identity, mapped, email_trust, organization, provisioning: rules }).email_keys
}

/** How far the email is proved, with the reason. */
function trustOf(
  { profile, explanations }: MappedIdentity,
  identity: VerifiedIdentity,
  { domains }: OrganizationConfiguration,
): EmailTrust {
  const from = explanations.find(({ attribute }) => attribute === 'email')
  const domain = profile.email === null ? undefined : emailDomain(profile.email)
  return emailTrust({
    email: profile.email,
    claim: from?.claim ?? null,
    email_claims: identity.email_claims,
    word: from?.source && from.source !== 'directory' ? identity.email_word[from.source] : 'none',
    is_pinned: identity.is_pinned,
    is_guest: identity.is_guest,
    domain_verified_by: domains.find((one) => one.domain === domain)?.verified_by ?? null,
  })
}

/** @throws Failure of the table in admission.ts */
async function admitted(
  ports: Ports,
  stranger: Stranger,
  known: UserRecord | undefined,
  { match: { users, by, is_proved }, invitation, deleted }: FirstMeeting,
): Promise<{ readonly outcome: Provisioned['outcome']; readonly because: string }> {
  const { mapped, email_trust, provisioning: rules } = stranger
  const { match_by } = rules
  const admission = decideAdmission({
    identity: known ? 'known' : deleted ? 'deleted' : 'new',
    suspended: (known ?? users[0])?.state === 'suspended',
    invited: invitation !== undefined,
    match: users.length === 0 ? 'none' : users.length === 1 ? 'one' : 'several',
    match_by: by,
    match_is_proved: is_proved,
    email_trust,
    nothing_to_match: match_by.length > 0 && match_by.every((name) => mapped.profile[name] === null),
    provisioning: rules.provisioning,
  })
  if (admission.decision !== 'refused') return { outcome: admission.decision, because: admission.because }
  const { failure } = admission
  if (failure === 'link_ambiguous' && by !== null) throw new Failure(failure, { param: by })
  if (failure === 'mapping_incomplete') throw new Failure(failure, { expected: String(match_by[0]) })
  if (failure === 'user_unknown' && (await isNameTaken(ports, stranger))) throw new Failure('user_linked_otherwise')
  throw new Failure(failure)
}

function signedIn(
  ports: Ports,
  base: UserRecord,
  named: NamedPerson,
  { roles: { role, roles, reasons }, groups, administrator }: Entitlements,
  by: Entrance['by'],
): UserRecord {
  const now = ports.now()
  const { profile } = named.mapped
  return {
    ...base,
    state: 'active',
    email: profile.email,
    email_key: (profile.email !== null && emailKey(profile.email)) || null,
    email_verified: isProvedEmail(named.email_trust),
    name: profile.name,
    name_key: nameKey(profile.name),
    given_name: profile.given_name,
    family_name: profile.family_name,
    preferred_username: profile.preferred_username,
    preferred_username_key: nameKey(profile.preferred_username),
    preferred_username_verified: isProvedName('preferred_username', named),
    identifier: profile.identifier,
    custom_attributes: profile.custom_attributes,
    role,
    roles,
    role_reasons: reasons.slice(0, maximumReasons),
    groups,
    is_admin: administrator.is_admin,
    last_sign_in_at: by === 'sign_in' ? now : base.last_sign_in_at,
    updated_at: now,
  }
}

function identityLinked(record: IdentityRecord): NewEvent {
  const { environment_id, organization_id } = record
  return { type: 'identity.linked', environment_id, organization_id, object: presentIdentity(record) }
}

function newIdentity(
  ports: Ports,
  { environment_id, organization_id, connection_id }: Entrance,
  identity: VerifiedIdentity,
  user: UserRecord,
  linked_because: string,
): IdentityRecord {
  return {
    id: ports.keys.newId('idn'),
    environment_id,
    organization_id,
    user_id: user.id,
    authority: identity.authority,
    subject: identity.subject,
    identifier: user.identifier,
    connection_id,
    linked_because,
    created_at: ports.now(),
  }
}
