/**
 * The proof that an organization owns a domain: a TXT record that only the owner can publish.
 *
 *   pending ── record found ──→ verified        by `dns`; the operator's word verifies too
 *     │ ↑                           │
 *     │ └── check() ── failed       └─ looked up each day: a record that is gone is an event, and nothing else
 *     └──── 30 days ─────↑
 *
 * A verified domain stays with its organization until somebody removes it. Taking it away because of one wrong answer
 * would lock its people out, and giving it to another organization would let that one receive them.
 */

import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { dayMs, hourMs, minuteMs } from '@gatehouse-sso/core/time'
import { system } from '../events/caller.ts'
import type { NewEventOf } from '../events/events.ts'
import type { Ports } from '../ports/ports.ts'
import type { DomainRecord } from '../stores/domains.ts'
import { change, found } from '../work/change.ts'
import { type RunLimits, takeAllDue } from '../work/due-rows.ts'
import type { Work } from '../work/work.ts'
import { dnsRecordOf } from './dns-record.ts'
import { domainEvent } from './domain-event.ts'
import { presentDomain } from './present.ts'

/** A claim that nobody has proved for so long ends. */
const claimMs = 30 * dayMs
/** Pause after a look-up that had no answer. */
const unavailableMs = 10 * minuteMs
/** There is one run a minute. */
const lookUpLimits: RunLimits = { rows: 1_200, at_once: 20, run_ms: 45_000 }

/**
 * Looks the record up now. A claim that had failed begins anew.
 * @throws Failure resource_missing, domain_taken, dns_unavailable
 */
export async function checkDomain(
  work: Work,
  environment_id: Id<'env'>,
  organization_id: Id<'org'>,
  id: Id<'dom'>,
): Promise<DomainRecord> {
  const { ports } = work
  const known = found(await ports.stores.in(environment_id).domains.get(organization_id, id))
  const records = await ports.domain_names.txt(dnsRecordOf(known).name)
  return keepAnswer(work, known, records, true)
}

/** Looks up the domains that are due. */
export async function checkDueDomains(work: Work, signal?: AbortSignal, limits = lookUpLimits): Promise<void> {
  const { takeDue } = work.ports.stores.domain_watch
  await takeAllDue(work, takeDue, limits, signal, (due) =>
    Promise.all(due.map((domain) => checkDue({ ...work, caller: system }, domain))),
  )
}

async function checkDue(work: Work, domain: DomainRecord): Promise<void> {
  const { ports, units } = work
  try {
    await keepAnswer(work, domain, await ports.domain_names.txt(dnsRecordOf(domain).name), false)
  } catch (error) {
    if (isFailure(error, 'resource_missing')) return
    if (!isFailure(error, 'dns_unavailable') && !isFailure(error, 'domain_taken')) throw error
    const until = ports.now() + (error.code === 'domain_taken' ? dayMs : unavailableMs)
    units.later([ports.stores.domain_watch.postpone(domain.id, until)])
  }
}

/** @param is_asked somebody waits for the answer */
function keepAnswer(
  work: Work,
  { environment_id, organization_id, id }: DomainRecord,
  records: readonly string[],
  is_asked: boolean,
): Promise<DomainRecord> {
  const { ports } = work
  const { domains } = ports.stores.in(environment_id)
  return change(work, async () => {
    const before = found(await domains.get(organization_id, id))
    const isFound = records.includes(dnsRecordOf(before).value)
    const decided = decide(before, isFound, is_asked, ports.now())
    if (decided.type === 'domain.verified') await checkNotTaken(ports, before)
    const { type, ...changes } = decided
    const checked = { ...before, ...changes, checked_at: ports.now(), records: records.slice(0, 20) }
    const domain: DomainRecord = { ...checked, check_at: nextCheck(checked, ports.now()) }
    const events = type ? [{ ...domainEvent(type, domain), before: presentDomain(before) }] : []
    return { writes: [domains.keepCheck(domain, before.state)], result: domain, events }
  })
}

interface Decided extends Partial<DomainRecord> {
  readonly type?: NewEventOf<'domain'>['type']
}

function decide(before: DomainRecord, is_found: boolean, is_asked: boolean, now: number): Decided {
  const { state, verified_by, pending_since, proof_missing_since } = before
  if (is_found && state !== 'verified') {
    return { type: 'domain.verified', state: 'verified', verified_at: now, verified_by: 'dns', pending_since: null }
  }
  if (is_found) {
    if (proof_missing_since !== null) return { type: 'domain.proof_found', proof_missing_since: null }
    return { verified_by: 'dns' }
  }
  if (state === 'verified') {
    if (verified_by !== 'dns' || proof_missing_since !== null) return {}
    return { type: 'domain.proof_missing', proof_missing_since: now }
  }
  if (state === 'failed') return is_asked ? { state: 'pending', pending_since: now } : {}
  if (pending_since !== null && now - pending_since >= claimMs) {
    return { type: 'domain.failed', state: 'failed', pending_since: null }
  }
  return {}
}

/** Claims are looked up often at first, while somebody waits. `null`: never by itself. */
function nextCheck({ state, verified_by, pending_since }: DomainRecord, now: number): number | null {
  if (state === 'verified') return verified_by === 'dns' ? now + dayMs : null
  if (state === 'failed' || pending_since === null) return null
  const age = now - pending_since
  if (age < hourMs) return now + minuteMs
  return now + (age < dayMs ? 10 * minuteMs : hourMs)
}

/** The first look-up of a new claim. */
export function firstCheck({ state }: Pick<DomainRecord, 'state'>, now: number): number | null {
  return state === 'pending' ? now + minuteMs : null
}

/** @throws Failure domain_taken */
export async function checkNotTaken(
  ports: Ports,
  { environment_id, organization_id, domain }: Pick<DomainRecord, 'environment_id' | 'organization_id' | 'domain'>,
  param = 'domain',
): Promise<void> {
  const owner = await ports.stores.in(environment_id).domains.verified(domain)
  // The failure does not name the organization: the caller may be one customer asking about another.
  if (owner && owner.organization_id !== organization_id) throw new Failure('domain_taken', { param, received: domain })
}
