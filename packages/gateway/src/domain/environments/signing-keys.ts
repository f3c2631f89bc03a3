/**
 * Signing keys of an environment, one line of life for each algorithm:
 *
 *   next      published, signs nothing yet: verifiers have a day to fetch it
 *   current   signs
 *   previous  signs nothing any more, published as long as something it signed may be valid
 *
 * On schedule a key becomes current 90 days after the one before, and at least a day after it was published. On command
 * it becomes current at once; a verifier that does not know its `kid` fetches the key set again, as every library does.
 */

import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { idTokenAlgorithms } from '@gatehouse-sso/core/oauth/metadata'
import { dayMs, millisecondsOf } from '@gatehouse-sso/core/time'
import { insertEvent, type NewEvent } from '../events/events.ts'
import type { Ports } from '../ports/ports.ts'
import type { SigningKeyRecord } from '../stores/signing-keys.ts'
import type { Write } from '../stores/unit.ts'
import { change, type Decision } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { presentSigningKey } from './present.ts'

const publishAheadMs = dayMs
const rotateAfterMs = 90 * dayMs

/**
 * A new key, not yet written. An RSA key takes a quarter of a second on a thread, so it is made before a unit, never in
 * one.
 */
export async function newSigningKey(
  ports: Ports,
  environment_id: Id<'env'>,
  alg: SigningKeyRecord['alg'],
  state: SigningKeyRecord['state'],
): Promise<SigningKeyRecord> {
  const { public_jwk, private_jwk } = await ports.keys.newSigningKey(alg)
  const id = ports.keys.newId('skey')
  const private_sealed = ports.keys.seal(private_jwk, `signing_keys.private:${id}`)
  const created_at = ports.now()
  return { id, environment_id, alg, state, public_jwk, private_sealed, created_at, changed_at: created_at }
}

export interface RotateOptions {
  readonly alg: SigningKeyRecord['alg']
  /** Begin to sign with the next key now, instead of a day after it was published. */
  readonly immediately: boolean
  /** Stop publishing the previous key at once. Tokens that it signed are then refused. */
  readonly forget_previous: boolean
}

/**
 * Rotates on command: publishes the next key, or begins to sign with it.
 * @returns all keys of the environment
 * @throws Failure changed_meanwhile
 */
export async function rotateSigningKey(
  work: Work,
  environment_id: Id<'env'>,
  { alg, immediately, forget_previous }: RotateOptions,
): Promise<readonly SigningKeyRecord[]> {
  const { ports } = work
  const store = ports.stores.in(environment_id).signing_keys
  const fresh = await newSigningKey(ports, environment_id, alg, immediately ? 'current' : 'next')
  await change(work, async () => {
    const { current, next, previous } = keysOf(await store.all(), alg)
    if (!immediately) return next ? nothingToDo : decision([inserted(ports, fresh)])
    const steps: Step[] = []
    const forgotten = forget_previous ? previous.map((key) => deleted(ports, key)) : []
    if (current) steps.push(forget_previous ? deleted(ports, current) : moved(ports, current, 'previous'))
    // More verifiers know a key that was published already than a key made now.
    steps.push(...forgotten, next ? moved(ports, next, 'current') : inserted(ports, fresh))
    return decision(steps)
  })
  return store.all()
}

interface KeysOfAlgorithm {
  readonly current: SigningKeyRecord | undefined
  readonly next: SigningKeyRecord | undefined
  readonly previous: readonly SigningKeyRecord[]
}

function keysOf(keys: readonly SigningKeyRecord[], alg: SigningKeyRecord['alg']): KeysOfAlgorithm {
  const ours = keys.filter((key) => key.alg === alg)
  return {
    current: ours.find(({ state }) => state === 'current'),
    next: ours.find(({ state }) => state === 'next'),
    previous: ours.filter(({ state }) => state === 'previous'),
  }
}

/** The scheduled rotation, for every environment. */
export async function maintainSigningKeys(work: Work): Promise<void> {
  let after: string | undefined
  do {
    const page = await work.ports.stores.environments.list({ limit: 100, order: 'asc', after })
    for (const { id } of page.records) {
      for (const alg of idTokenAlgorithms) await maintain(work, id, alg)
    }
    after = page.more_after ? page.records.at(-1)?.id : undefined
  } while (after !== undefined)
}

async function maintain(work: Work, environment_id: Id<'env'>, alg: SigningKeyRecord['alg']): Promise<void> {
  const { ports } = work
  const store = ports.stores.in(environment_id).signing_keys
  const { current, next, previous } = keysOf(await store.all(), alg)
  const now = ports.now()
  if (!current) throw new Failure('internal_error', { expected: `a current ${alg} key of ${environment_id}` })
  const age = now - current.changed_at
  // A previous key stays for the life of an ID token, and for a day more: clocks differ, and clients keep key sets.
  const keepMs = millisecondsOf(ports.lifetimes.id_token_seconds) + dayMs
  const steps = previous.filter((key) => now - key.changed_at > keepMs).map((key) => deleted(ports, key))
  if (age > rotateAfterMs - publishAheadMs && !next) {
    steps.push(inserted(ports, await newSigningKey(ports, environment_id, alg, 'next')))
  }
  if (next && age > rotateAfterMs && now - next.created_at >= publishAheadMs) {
    steps.push(moved(ports, current, 'previous'), moved(ports, next, 'current'))
  }
  const { writes, events } = decision(steps)
  if (writes.length > 0)
    await work.units.run([...writes, ...events.map((event) => insertEvent(ports, work.caller, event))])
}

/** One change of one key, with its event. */
interface Step {
  readonly write: Write
  readonly event: NewEvent
}

const nothingToDo = { writes: [], events: [], result: undefined }

function decision(steps: readonly Step[]): Decision<undefined> & { events: readonly NewEvent[] } {
  return { writes: steps.map(({ write }) => write), events: steps.map(({ event }) => event), result: undefined }
}

function inserted(ports: Ports, key: SigningKeyRecord): Step {
  const { environment_id } = key
  const write = ports.stores.in(environment_id).signing_keys.insert(key)
  return { write, event: { type: 'signing_key.created', environment_id, object: presentSigningKey(key) } }
}

function moved(ports: Ports, key: SigningKeyRecord, state: SigningKeyRecord['state']): Step {
  const { environment_id } = key
  const changed_at = ports.now()
  const object = presentSigningKey({ ...key, state, changed_at })
  return {
    write: ports.stores.in(environment_id).signing_keys.setState(key, state, changed_at),
    event: { type: 'signing_key.rotated', environment_id, object, before: presentSigningKey(key) },
  }
}

function deleted(ports: Ports, key: SigningKeyRecord): Step {
  const { environment_id } = key
  const write = ports.stores.in(environment_id).signing_keys.delete(key)
  return { write, event: { type: 'signing_key.deleted', environment_id, object: presentSigningKey(key) } }
}

/** The key that signs in this algorithm now. */
export function currentKey(keys: readonly SigningKeyRecord[], alg: SigningKeyRecord['alg']): SigningKeyRecord {
  const key = keys.find((candidate) => candidate.alg === alg && candidate.state === 'current')
  if (!key) throw new Failure('internal_error', { expected: `a current ${alg} key` })
  return key
}
