/**
 * Requests that may be sent again: the second request with the same `Idempotency-Key` gets the answer of the first.
 *
 *   nothing ── begin ──→ running ── the work's own unit ──→ committed ── finish ──→ answered, kept for a day
 *      ↑                   │ │
 *      └───── refused ─────┘ └── its lease ends: the next one with the key begins anew
 *
 * The work's own unit also notes that the work was made, so it is never made twice. The answer is written afterwards.
 * When a process dies in between, the work has no answer, and the next request is told so.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Ports } from '../ports/ports.ts'
import type { IdempotencyRecord } from '../stores/idempotency-keys.ts'
import { UnitRefused, type UnitsOfWork } from '../stores/unit.ts'
import type { Work } from './work.ts'

/** Longer than any request may take. */
const leaseMs = 60_000
const keepMs = 24 * 60 * 60_000

export interface KeyedRequest {
  /** The owner of the key: an environment, or the installation. */
  readonly owner: string
  readonly idempotency_key: string
  /** The whole request as one text: the same key with another one is a mistake. */
  readonly request: string
  /** Its answer has a secret, which is never kept. */
  readonly gives_secret: boolean
}

export interface Once<T> {
  readonly answer: T
  readonly replayed: boolean
}

/**
 * Carries out a request, unless it has been carried out with this key before.
 * @param carryOut makes all its changes with the work that it is given; its answer must survive JSON
 * @throws Failure idempotency_key_reused, idempotency_in_progress, idempotency_secret_shown, idempotency_answer_lost;
 *   and every failure of `carryOut`, which is not kept
 */
export async function once<T>(work: Work, keyed: KeyedRequest, carryOut: (work: Work) => Promise<T>): Promise<Once<T>> {
  const { ports, units } = work
  const { keys } = ports
  const store = ports.stores.idempotency_keys
  const id = keys.sha256(`${keyed.owner}:${keyed.idempotency_key}`)
  const attempt: IdempotencyRecord = {
    id,
    request_hash: keys.sha256(keyed.request),
    attempt: keys.newSecret(128),
    lease_until: ports.now() + leaseMs,
    committed_at: null,
    answer_sealed: null,
    created_at: ports.now(),
    expires_at: ports.now() + keepMs,
  }
  const before = await begin(work, attempt)
  if (before) return { answer: answerOf<T>(ports, keyed, before), replayed: true }
  let committed = false
  const bound: UnitsOfWork = {
    ...units,
    run: async (writes) => {
      const rows = await units.run([...writes, store.commit(id, attempt.attempt, ports.now())])
      committed = true
      return rows
    },
  }
  try {
    const answer = await carryOut({ ...work, units: bound })
    const answer_sealed = keyed.gives_secret ? null : keys.seal(JSON.stringify(answer), contextOf(id))
    await units.run([store.finish(id, attempt.attempt, answer_sealed, ports.now())])
    return { answer, replayed: false }
  } catch (error) {
    const end = committed ? store.finish(id, attempt.attempt, null, ports.now()) : store.release(id, attempt.attempt)
    await units.run([end])
    throw error
  }
}

/** @returns the earlier request with this key; `undefined` when this attempt has the key */
async function begin({ ports, units }: Work, attempt: IdempotencyRecord): Promise<IdempotencyRecord | undefined> {
  const { now } = ports
  const store = ports.stores.idempotency_keys
  try {
    await units.run([store.insert(attempt)])
    return undefined
  } catch (error) {
    if (!(error instanceof UnitRefused)) throw error
  }
  const there = await store.get(attempt.id)
  const isOver = there && there.expires_at <= now()
  if (there && !isOver) {
    if (there.request_hash !== attempt.request_hash) throw new Failure('idempotency_key_reused')
    if (there.answer_sealed !== null) return there
    if (there.lease_until > now()) throw new Failure('idempotency_in_progress')
    if (there.committed_at !== null) return there
  }
  try {
    // The earlier attempt was released, is too old or was left behind. The first attempt to change the row gets the
    // key.
    await units.run([there ? store.takeOver(attempt, there.attempt) : store.insert(attempt)])
    return undefined
  } catch (error) {
    if (error instanceof UnitRefused) throw new Failure('idempotency_in_progress')
    throw error
  }
}

function answerOf<T>(ports: Ports, { gives_secret }: KeyedRequest, { id, answer_sealed }: IdempotencyRecord): T {
  if (answer_sealed !== null) return JSON.parse(ports.keys.open(answer_sealed, contextOf(id))) as T
  throw new Failure(gives_secret ? 'idempotency_secret_shown' : 'idempotency_answer_lost')
}

function contextOf(id: string): string {
  return `idempotency_keys.answer:${id}`
}
