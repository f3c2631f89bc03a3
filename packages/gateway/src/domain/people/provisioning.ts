/**
 * Provisioning: which user a verified identity belongs to, and whether the person may in. The identity (organization,
 * authority, subject) decides, never an email. admission.ts has the decisions, first-contact.ts finds the users that
 * may match.
 *
 * entitlements.ts decides roles and groups. Nothing is written here: the writes go into the unit that opens the session,
 * and a lost race decides again.
 */
import { emailDomain, emailKey } from '@gatehouse-sso/core/email'
import { type EmailTrust, type EmailTrustLevel, emailTrust, isProvedEmail } from '@gatehouse-sso/core/email-trust'
import { Failure } from '@gatehouse-sso/core/failure'
import { type ClaimMap, type Mapped, type MappedProfile, mapProfile } from '@gatehouse-sso/core/mapping/profile'
import { losesRole } from '@gatehouse-sso/core/mapping/roles'
import type { VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import { differences, type NewEvent } from '../events/events.ts'
import { noticeWrites } from '../logout/notices.ts'
import type { OrganizationConfiguration } from '../ports/configuration.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { Write } from '../stores/unit.ts'
import type { IdentityRecord, UserRecord } from '../stores/users.ts'
import { oldestSignInOf } from '../work/lifetimes.ts'
import { decideAdmission } from './admission.ts'
import { decideEntitlements, type Entitlements } from './entitlements.ts'
import { type FirstContact, firstContact, noMatch } from './first-contact.ts'
import { presentIdentity } from './present.ts'
import { blankUser, userEvent } from './users.ts'

export interface Provisioned {
  readonly user: UserRecord
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
 * @throws Failure email_domain_refused, mapping_incomplete, groups_incomplete, group_required, link_ambiguous,
 *   user_unknown, user_suspended
 */
export async function provision(
  ports: Ports,
  connection: ConnectionRecord,
  organization: OrganizationConfiguration,
  identity: VerifiedIdentity,
  mapped: MappedIdentity,
): Promise<Provisioned> {
  const { profile } = mapped
  const trust = trustOf(mapped, identity, organization)
  const email_verified = isProvedEmail(trust.level)

  checkEmailDomain(organization, profile.email)
  const { users } = ports.stores.in(connection.environment_id)
  const known = await users.byIdentity(connection.organization_id, identity.authority, identity.subject)
  const match = known ? noMatch : await firstContact(ports, connection, mapped, trust.level)
  const { outcome, because } = admitted(connection, profile, known, match, trust.level)
  const existing = known ?? (outcome === 'linked' ? match.users[0] : undefined)

  const entitlements = await decideEntitlements(ports, connection, organization, identity, mapped, known)
  const base = existing ?? { ...blankUser(ports, connection.environment_id, connection.organization_id), source: 'jit' }
  const user = signedIn(ports, base, profile, email_verified, entitlements)
  const writes = existing ? [users.signIn(user)] : [users.insert(user)]
  const events: NewEvent[] = existing ? changed(existing, user) : [userEvent('user.created', user)]
  if (!known) {
    const record = newIdentity(ports, connection, identity, profile, user, because)
    writes.push(outcome === 'linked' ? users.linkIdentity(record) : users.insertIdentity(record))
    if (outcome === 'linked') events.push(identityLinked(record))
  }
  const ends_sessions = known !== undefined && losesRole(entitlements.rules.roles, known.roles, entitlements.roles)
  if (ends_sessions) {
    // A person who lost a role must not keep it in another browser (security case 104).
    const { sessions } = ports.stores.in(connection.environment_id)
    const now = ports.now()
    writes.push(sessions.endOfUser(known.id, oldestSignInOf(ports, 'session'), now, 'role_lost'))
    writes.push(...(await noticeWrites(ports, connection.environment_id, { user_id: known.id }, now)))
  }
  return { user, writes, outcome, because, email_trust: trust, entitlements, ends_sessions, events }
}

/** The event of a sign-in that changed the public form of a user, if it did. */
function changed(before: UserRecord, after: UserRecord): NewEvent[] {
  // The usual case: rows that are equal have equal public forms, which then need not be made.
  if (differences(before, after).length === 0) return []
  const event = userEvent('user.updated', after, before)
  return event.before && differences(event.before, event.object).length > 0 ? [event] : []
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
    word: from?.source && from.source !== 'directory' ? identity.email_word[from.source] : 'none',
    is_pinned: identity.is_pinned,
    is_guest: identity.is_guest,
    domain_verified_by: domains.find((one) => one.domain === domain)?.verified_by ?? null,
  })
}

/** @throws Failure email_domain_refused */
function checkEmailDomain({ organization, domains }: OrganizationConfiguration, email: string | null): void {
  if (organization.policy.outside_domains === 'allow') return
  const domain = email === null ? undefined : emailDomain(email)
  if (domains.some((own) => own.domain === domain)) return
  // The page shows what was expected to somebody who may be a stranger: it names no domain.
  throw new Failure('email_domain_refused', {
    expected: 'a verified domain of the organization',
    received: domain ?? 'no email',
  })
}

/** @throws Failure mapping_incomplete, link_ambiguous, user_unknown, user_suspended */
function admitted(
  { policy }: ConnectionRecord,
  profile: MappedProfile,
  known: UserRecord | undefined,
  { users, by, is_email }: FirstContact,
  email_trust: EmailTrustLevel,
): { readonly outcome: Provisioned['outcome']; readonly because: string } {
  const admission = decideAdmission({
    identity: known ? 'known' : 'new',
    suspended: (known ?? users[0])?.state === 'suspended',
    match: users.length === 0 ? 'none' : users.length === 1 ? 'one' : 'several',
    match_by: by,
    match_is_email: is_email,
    email_trust,
    nothing_to_match: policy.link_by.length > 0 && policy.link_by.every((name) => profile[name] === null),
    new_users: policy.new_users,
  })
  if (admission.decision !== 'refused') return { outcome: admission.decision, because: admission.because }
  const { failure } = admission
  if (failure === 'link_ambiguous' && by !== null) throw new Failure(failure, { param: by })
  if (failure === 'mapping_incomplete') throw new Failure(failure, { expected: String(policy.link_by[0]) })
  throw new Failure(failure)
}

function signedIn(
  ports: Ports,
  base: UserRecord,
  profile: MappedProfile,
  email_verified: boolean,
  { roles: { role, roles }, groups, administrator }: Entitlements,
): UserRecord {
  const now = ports.now()
  return {
    ...base,
    state: 'active',
    email: profile.email,
    email_key: (profile.email !== null && emailKey(profile.email)) || null,
    email_verified,
    name: profile.name ?? joinedName(profile),
    given_name: profile.given_name,
    family_name: profile.family_name,
    preferred_username: profile.preferred_username,
    identifier: profile.identifier,
    custom_attributes: profile.custom_attributes,
    role,
    roles,
    groups,
    is_admin: administrator.is_admin,
    last_sign_in_at: now,
    updated_at: now,
  }
}

function joinedName({ given_name, family_name }: MappedProfile): string | null {
  return [given_name, family_name].filter((part) => part !== null).join(' ') || null
}

function identityLinked(record: IdentityRecord): NewEvent {
  const { environment_id, organization_id } = record
  return { type: 'identity.linked', environment_id, organization_id, object: presentIdentity(record) }
}

function newIdentity(
  ports: Ports,
  connection: ConnectionRecord,
  identity: VerifiedIdentity,
  profile: MappedProfile,
  user: UserRecord,
  linked_because: string,
): IdentityRecord {
  return {
    id: ports.keys.newId('idn'),
    environment_id: connection.environment_id,
    organization_id: connection.organization_id,
    user_id: user.id,
    authority: identity.authority,
    subject: identity.subject,
    identifier: profile.identifier,
    connection_id: connection.id,
    linked_because,
    created_at: ports.now(),
  }
}
