/**
 * Setup links: each lets a customer's administrator work on one organization, in the setup portal.
 *
 *   open ── "Start setup" ──→ started ── the setup is complete ──→ completed
 *     ├──────── time ───────────┴──→ expired
 *     └── the vendor ───────────┴──→ revoked, and the links for colleagues with it
 *
 * Only a hash of the token is kept. A link is opened as often as people like: mail scanners open it first.
 * Limits: 90 days, 20 administrators, 10 open links for colleagues, 20 browsers.
 */

import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { dayMs } from '@gatehouse-sso/core/time'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import type { SetupIntent, SetupStep } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { setupLinks as contract } from '@gatehouse-sso/sdk/contract/setup-links'
import { issuerOf } from '../environments/addresses.ts'
import { organizationNamed } from '../organizations/organizations.ts'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { SetupLinkRecord, SetupProgress } from '../stores/setup-links.ts'
import { change, firstVersion, found, nextVersion } from '../work/change.ts'
import { newHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'
import { setupLinkEvent } from './event.ts'
import { checkOwnAddress } from './own-address.ts'
import { setupLinkState } from './present.ts'

/** The links for colleagues that may be open at a time. */
const mostShared = 10

/** A setup link with its address, which nobody can read later. */
export interface NewSetupLink {
  readonly link: SetupLinkRecord
  readonly url: string
}

/** Where the vendor has made the connection, its kind is chosen already. */
const firstProgress = (connection_id: Id<'conn'> | null): SetupProgress => ({
  step: null,
  done_steps: connection_id === null ? [] : ['provider'],
  done_actions: [],
  tenant: [],
})

/** @throws Failure values_invalid */
export function createSetupLink(
  work: Work,
  environment: EnvironmentRecord,
  input: ParsedBody<typeof contract.create>,
): Promise<NewSetupLink> {
  const { ports } = work
  return change(work, async () => {
    await organizationNamed(ports, environment.id, input.organization_id)
    for (const name of ['return_url', 'success_url'] as const) await checkOwnAddress(ports, environment, input, name)
    const id = ports.keys.newId('setup')
    const { handle, hash } = newHandle(ports.keys, id, 256)
    const connection_id = await connectionFor(ports, environment.id, input)
    const link: SetupLinkRecord = {
      id,
      environment_id: environment.id,
      organization_id: input.organization_id,
      parent_id: null,
      intents: input.intents,
      only_step: null,
      activation: input.activation,
      needs_test: input.needs_test,
      admin_emails: input.admin_emails,
      return_url: input.return_url ?? null,
      success_url: input.success_url ?? null,
      connection_id,
      token_hash: hash,
      language: null,
      progress: firstProgress(connection_id),
      uses: [],
      expires_at: ports.now() + input.expires_in_days * dayMs,
      activation_requested_at: null,
      completed_at: null,
      revoked_at: null,
      ...firstVersion(ports),
    }
    return {
      writes: [ports.stores.in(environment.id).setup_links.insert(link)],
      result: { link, url: addressOf(ports, environment, handle) },
      events: [setupLinkEvent(ports, 'setup_link.created', link)],
    }
  })
}

/**
 * Makes a link for a colleague, who may work on one step of the same connection and no longer than this link lives.
 * @throws Failure state_conflict for a link that is itself for one step; limit_reached
 */
export function shareStep(
  work: Work,
  environment: EnvironmentRecord,
  id: Id<'setup'>,
  step: SetupStep,
): Promise<NewSetupLink> {
  const { ports } = work
  const { setup_links } = ports.stores.in(environment.id)
  return change(work, async () => {
    const parent = found(await setup_links.get(id))
    if (parent.only_step !== null) {
      throw new Failure('state_conflict', { expected: 'a link for all steps', received: 'a link for one step' })
    }
    if (!parent.intents.includes(intentOf(step))) {
      throw new Failure('setup_intent_missing', { expected: intentOf(step) })
    }
    if ((await setup_links.openShared(id, ports.now(), mostShared)).length >= mostShared) {
      throw new Failure('limit_reached', { expected: `${mostShared} open links for colleagues at most` })
    }
    const new_id = ports.keys.newId('setup')
    const { handle, hash } = newHandle(ports.keys, new_id, 256)
    const link: SetupLinkRecord = {
      ...parent,
      id: new_id,
      parent_id: id,
      intents: [intentOf(step)],
      only_step: step,
      admin_emails: [],
      token_hash: hash,
      uses: [],
      expires_at: Math.min(parent.expires_at, ports.now() + 7 * dayMs),
      ...firstVersion(ports),
    }
    return {
      writes: [setup_links.insert(link)],
      result: { link, url: addressOf(ports, environment, handle) },
      events: [setupLinkEvent(ports, 'setup_link.shared', link)],
    }
  })
}

const intentOf = (step: SetupStep): SetupIntent => (step === 'domains' ? 'domains' : 'sso')

/** @throws Failure resource_missing, state_conflict for one that was completed */
export function revokeSetupLink(work: Work, environment: EnvironmentRecord, id: Id<'setup'>): Promise<SetupLinkRecord> {
  const { ports } = work
  const { setup_links } = ports.stores.in(environment.id)
  return change(work, async () => {
    const record = found(await setup_links.get(id))
    const state = setupLinkState(record, ports.now())
    if (state === 'revoked') return { writes: [], result: record }
    if (state === 'completed') {
      throw new Failure('state_conflict', { expected: 'a link that is not used up', received: state })
    }
    const now = ports.now()
    const link = nextVersion(ports, record, { revoked_at: now })
    return {
      writes: [setup_links.update(link, record.version), setup_links.revokeShared(id, now)],
      result: link,
      events: [setupLinkEvent(ports, 'setup_link.revoked', link)],
    }
  })
}

/** @throws Failure values_invalid for a connection of another organization */
async function connectionFor(
  ports: Ports,
  environment_id: Id<'env'>,
  { organization_id, connection_id, intents }: ParsedBody<typeof contract.create>,
): Promise<Id<'conn'> | null> {
  const { connections } = ports.stores.in(environment_id)
  if (connection_id !== undefined) {
    const connection = await connections.get(connection_id)
    if (connection?.organization_id === organization_id) return connection_id
    const error = { param: '/connection_id', code: 'missing', message: 'is not a connection of the organization' }
    throw new Failure('values_invalid', { errors: [error] })
  }
  const { records } = await connections.list({ organization_id, limit: 2, order: 'desc' })
  const [only] = records
  if (records.length === 1 && only) return only.id
  if (!intents.includes('manage')) return null
  const error = {
    param: '/connection_id',
    code: 'missing',
    message: `is needed to manage a connection: the organization has ${records.length === 0 ? 'none' : 'several'}`,
  }
  throw new Failure('values_invalid', { errors: [error] })
}

function addressOf({ public_url }: Ports, environment: EnvironmentRecord, handle: string): string {
  return `${issuerOf(public_url, environment)}/setup/${handle}`
}
