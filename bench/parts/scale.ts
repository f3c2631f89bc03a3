/**
 * Compares a gateway with a hundred thousand organizations, each with a connection, and a million users to one with ten
 * organizations.
 */
import { randomBytes } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { Context } from '../machinery/context.ts'
import { medians } from '../machinery/measure.ts'
import { contender, nameOf, ratio, runRounds, warmUp } from '../machinery/rounds.ts'
import type { PartResult } from '../report/result.ts'
import { type GatewayTarget, newCustomer, startGateway } from '../targets/gateway.ts'

const [few, many] = [10, 100_000]
const peopleInEach = 10

export async function scalePart(context: Context): Promise<PartResult> {
  const small = await prepared(context, few)
  const large = await prepared(context, context.short ? 200 : many)
  try {
    const [ten, all] = [small, large].map((target) => contender(target)) as [Contended, Contended]
    // The warm-up visits all of these organizations. Each round visits others, which have left the cache meanwhile.
    const rounds = { warm_up: warmUp, rounds: 7, count: 2_000, goes_on: true }
    await runRounds(context, [ten, all], rounds, peopleInEach)
    const memory = medians(all.rounds).resident_mb - medians(ten.rounds).resident_mb
    return {
      bars: [
        {
          what: '100,000 organizations: CPU of a sign-in',
          figure: ratio(all, ten),
          unit: '× ten',
          limit: 1.1,
          at: 'most',
        },
        { what: '100,000 organizations: memory', figure: memory, unit: 'MB more than ten', limit: 100, at: 'most' },
      ],
      tables: [
        {
          title: 'Sign-ins by the number of organizations, each as often as all others',
          columns: ['', 'CPU ms', 'per second', 'p99 ms', 'resident MB'],
          rows: [ten, all].map((one) => {
            const { cpu_ms, per_second, p99_ms, resident_mb } = medians(one.rounds)
            return [nameOf(one), cpu_ms, per_second, p99_ms, resident_mb]
          }),
        },
      ],
      chart: {
        title: 'CPU of a sign-in',
        unit: 'ms',
        values: [ten, all].map((one) => [nameOf(one), medians(one.rounds).cpu_ms]),
      },
    }
  } finally {
    await small.stop()
    await large.stop()
  }
}

type Contended = ReturnType<typeof contender<GatewayTarget>>

/** Prepares a gateway with this number of organizations, each found by its domain. */
async function prepared({ idp, say }: Context, organizations: number): Promise<GatewayTarget> {
  const target = await startGateway(idp, { alg: 'RS256', engine: 'sqlite' })
  let next = 0
  const work = async (): Promise<void> => {
    while (next < organizations) {
      const n = next
      next += 1
      await newCustomer(target.client, idp, `d${n}.example`)
      if (n % 5_000 === 4_999) say(`${n + 1} of ${organizations} organizations`)
    }
  }
  await Promise.all(Array.from({ length: 32 }, work))
  say(`${organizations * peopleInEach} users`)
  await target.stopServing()
  addPeople(target.database.url, idp)
  const { pid } = await target.serve()
  const authorize = target.authorize.replace(/&organization=.*/, '&domain_hint=d{n}.example')
  return {
    ...target,
    name: `gatehouse, ${organizations.toLocaleString('en')} organizations`,
    pid,
    authorize,
    organizations,
  }
}

/**
 * Adds users who have signed in before. It writes to the database, because the API would take an hour for a million
 * users. The ids ascend in time, like those of the gateway.
 */
function addPeople(url: string, idp: string): void {
  const database = new DatabaseSync(url.slice('sqlite:'.length))
  const connections = database.prepare(
    "select id, environment_id, organization_id from connections where type = 'oidc'",
  )
  const user = database.prepare(
    `insert into users (id, environment_id, organization_id, kind, state, source, email, email_key, email_verified, name,
       given_name, family_name, preferred_username, role, roles, groups, is_admin, metadata, version, created_at, updated_at)
     values (?, ?, ?, 'person', 'active', 'jit', ?, ?, 0, ?, 'Person', ?, ?, null, '[]', '["g1","g2","g3"]', 0, '{}', 1, ?, ?)`,
  )
  const identity = database.prepare(
    `insert into identities (id, environment_id, organization_id, user_id, authority, subject, identifier, connection_id,
       linked_because, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, 'first sign-in of this identity', ?)`,
  )
  const now = Date.now()
  database.exec('begin')
  for (const { id = '', environment_id = '', organization_id = '' } of connections.all()) {
    for (let n = 0; n < peopleInEach; n += 1) {
      const [sub, user_id] = [`p${n}`, newId('user', now)]
      const email = `${sub}@acme.example`
      user.run(user_id, environment_id, organization_id, email, email, `Person ${sub}`, sub, sub, now, now)
      identity.run(newId('idn', now), environment_id, organization_id, user_id, `${id}|${idp}`, sub, sub, id, now)
    }
  }
  database.exec('commit; pragma wal_checkpoint(truncate)')
  database.close()
}

let sequence = 0

function newId(prefix: string, now: number): string {
  sequence += 1
  const digits = (value: number, length: number): string =>
    value.toString(32).replace(/[a-v]/g, crockford).padStart(length, '0')
  const random = [...randomBytes(9)].map((byte) => digits(byte % 32, 1)).join('')
  return `${prefix}_${digits(now, 10)}${digits(sequence, 7)}${random}`
}

/** Translates a digit of `toString(32)`, which uses a–v, to Crockford's alphabet, which leaves out i, l, o and u. */
function crockford(letter: string): string {
  return 'abcdefghjkmnpqrstvwxyz'[letter.charCodeAt(0) - 97] ?? '0'
}
