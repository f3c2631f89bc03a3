/**
 * Invitations: each lets one person become a user of one organization.
 *
 *   pending ── a sign-in whose key or proved address matches ──→ accepted
 *      ├────── the vendor ──→ revoked
 *      └────── time ────────→ expired     a resent invitation is pending again, with another link
 *
 * The link only leads to the sign-in. It gives nothing to somebody else (provisioning/admission.ts).
 */

import { emailKey } from '@gatehouse-sso/core/email'
import { Failure, type FieldError } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { dayMs } from '@gatehouse-sso/core/time'
import type { invitations as contract } from '@gatehouse-sso/sdk/contract/invitations'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import { issuerOf } from '../environments/addresses.ts'
import { organizationNamed } from '../organizations/organizations.ts'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { InvitationRecord } from '../stores/invitations.ts'
import type { UnitRefused, Write } from '../stores/unit.ts'
import { change, firstVersion, found, nextVersion } from '../work/change.ts'
import { newHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'
import { invitationEvent } from './event.ts'
import { mailInvitation } from './mail.ts'
import { invitationState } from './present.ts'

/** An invitation with the link, which nobody can read later. */
export interface NewInvitation {
  readonly invitation: InvitationRecord
  readonly url: string
}

/** @throws Failure values_invalid, already_exists, mail_not_configured */
export async function createInvitation(
  work: Work,
  environment: EnvironmentRecord,
  input: ParsedBody<typeof contract.create>,
): Promise<NewInvitation> {
  const { ports } = work
  const { invitations } = ports.stores.in(environment.id)
  return change(
    work,
    async () => {
      await checkTarget(ports, environment.id, input)
      const email_key = emailKey(input.email)
      if (email_key === undefined)
        throw invalid('/email', 'has invisible characters, or another spelling of plain ones')
      await checkNotThere(ports, environment.id, input.organization_id, email_key)
      const id = ports.keys.newId('inv')
      const { handle, hash } = newHandle(ports.keys, id, 256)
      const invitation: InvitationRecord = {
        id,
        environment_id: environment.id,
        organization_id: input.organization_id,
        email: input.email,
        email_key,
        subject: input.subject ?? null,
        application_id: input.application_id,
        connection_id: input.connection_id ?? null,
        asks_consent: input.asks_consent ?? false,
        token_hash: hash,
        expires_at: ports.now() + input.expires_in_days * dayMs,
        sent_at: null,
        accepted_at: null,
        accepted_by: null,
        revoked_at: null,
        ...firstVersion(ports),
      }
      const url = linkOf(ports, environment, handle)
      return {
        writes: [invitations.insert(invitation, ports.now()), ...mailWrites(ports, invitation, url, input)],
        result: { invitation, url },
        events: [invitationEvent(ports, 'invitation.created', invitation)],
      }
    },
    ({ write, reason }: UnitRefused) =>
      write === 'invitations.insert' && reason === 'expectation'
        ? new Failure('already_exists', { param: 'email', received: input.email })
        : undefined,
  )
}

/**
 * Gives an invitation a new link and a new end.
 * @throws Failure resource_missing, state_conflict for one that was accepted or revoked
 */
export function resendInvitation(
  work: Work,
  environment: EnvironmentRecord,
  id: Id<'inv'>,
  { expires_in_days, ...mail }: ParsedBody<typeof contract.resend>,
): Promise<NewInvitation> {
  const { ports } = work
  return change(work, async () => {
    const record = await unfinished(ports, environment.id, id)
    const person = { email_keys: [record.email_key], subject: null }
    const open = await ports.stores.in(environment.id).invitations.openFor(record.organization_id, person, ports.now())
    if (open && open.id !== id) throw new Failure('already_exists', { param: 'email', received: record.email })
    const { handle, hash } = newHandle(ports.keys, id, 256)
    const expires_at = ports.now() + expires_in_days * dayMs
    const invitation = nextVersion(ports, record, { token_hash: hash, expires_at })
    const url = linkOf(ports, environment, handle)
    const update = ports.stores.in(environment.id).invitations.update(invitation, record.version)
    return {
      writes: [update, ...mailWrites(ports, invitation, url, mail)],
      result: { invitation, url },
      events: [invitationEvent(ports, 'invitation.resent', invitation)],
    }
  })
}

/** @throws Failure resource_missing, state_conflict for one that was accepted */
export function revokeInvitation(work: Work, environment: EnvironmentRecord, id: Id<'inv'>): Promise<InvitationRecord> {
  const { ports } = work
  return change(work, async () => {
    const record = await unfinished(ports, environment.id, id)
    const invitation = nextVersion(ports, record, { revoked_at: ports.now() })
    return {
      writes: [ports.stores.in(environment.id).invitations.update(invitation, record.version)],
      result: invitation,
      events: [invitationEvent(ports, 'invitation.revoked', invitation)],
    }
  })
}

/** @throws Failure mail_not_configured */
function mailWrites(
  ports: Ports,
  invitation: InvitationRecord,
  url: string,
  { send_email = ports.mail !== null, language }: Pick<ParsedBody<typeof contract.resend>, 'send_email' | 'language'>,
): readonly Write[] {
  if (!send_email) return []
  if (ports.mail === null) throw new Failure('mail_not_configured')
  return [mailInvitation(ports, invitation, url, language)]
}

/** @throws Failure resource_missing, state_conflict */
async function unfinished(ports: Ports, environment_id: Id<'env'>, id: Id<'inv'>): Promise<InvitationRecord> {
  const record = found(await ports.stores.in(environment_id).invitations.get(id))
  const state = invitationState(record, ports.now())
  if (state === 'accepted' || state === 'revoked') {
    throw new Failure('state_conflict', { expected: 'pending or expired', received: state })
  }
  return record
}

/**
 * A person who signs in already would leave the invitation open, for the next one with the address.
 * @throws Failure already_exists
 */
async function checkNotThere(
  ports: Ports,
  environment_id: Id<'env'>,
  organization_id: Id<'org'>,
  key: string,
): Promise<void> {
  const { users } = ports.stores.in(environment_id)
  const name = { field: 'email', key, value: null } as const
  const waiting = (await users.unlinked(organization_id, name)).map(({ id }) => id)
  const holders = await users.named(organization_id, name)
  if (holders.some(({ id, email_verified }) => email_verified && !waiting.includes(id))) {
    throw new Failure('already_exists', { param: 'email' })
  }
}

/** @throws Failure values_invalid when what the invitation names does not fit together */
async function checkTarget(
  ports: Ports,
  environment_id: Id<'env'>,
  { organization_id, application_id, connection_id, asks_consent }: ParsedBody<typeof contract.create>,
): Promise<void> {
  await organizationNamed(ports, environment_id, organization_id)
  const stores = ports.stores.in(environment_id)
  const application = await stores.applications.get(application_id)
  if (!application) throw invalid('/application_id', 'is not an application of this environment', 'missing')
  if (application.initiate_login_uri === null) {
    throw invalid('/application_id', 'has no initiate_login_uri, where a person could begin')
  }
  if (connection_id === undefined) {
    if (asks_consent) throw invalid('/connection_id', 'is missing: consent is given at one connection', 'missing')
    return
  }
  const connection = await stores.connections.get(connection_id)
  if (connection?.organization_id !== organization_id) {
    throw invalid('/connection_id', 'is not a connection of the organization', 'missing')
  }
  if (asks_consent && !ports.connection_types.hasConsent(connection.type)) {
    throw invalid('/asks_consent', 'is not possible: this kind of identity provider has no consent for organizations')
  }
}

function invalid(param: string, message: string, code: FieldError['code'] = 'invalid_format'): Failure {
  return new Failure('values_invalid', { errors: [{ param, code, message }] })
}

function linkOf({ public_url }: Ports, environment: EnvironmentRecord, handle: string): string {
  return `${issuerOf(public_url, environment)}/invitation/${handle}`
}
