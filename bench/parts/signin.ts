/** The main part: compares complete sign-ins of the built gateway to the floor and the peers. */
import type { Context } from '../machinery/context.ts'
import { medians } from '../machinery/measure.ts'
import { probe } from '../machinery/probes.ts'
import { type Contender, contender, nameOf, ratio, runRounds, warmUp } from '../machinery/rounds.ts'
import type { Target } from '../machinery/target.ts'
import type { Bar, PartResult, Table } from '../report/result.ts'
import { startFloor } from '../targets/floor.ts'
import { type GatewayTarget, startGateway } from '../targets/gateway.ts'
import { startPeers } from '../targets/peers.ts'
import { commitsPart, latencyTable } from './signin-details.ts'
import { requestBars } from './signin-requests.ts'
import { roundTrips, visits } from './signin-visits.ts'

const [rsa, ec] = [{ alg: 'RS256' }, { alg: 'ES256' }] as const
const [sqlite, postgres] = [{ engine: 'sqlite' }, { engine: 'postgres' }] as const

export async function signinPart(context: Context): Promise<PartResult> {
  const started: Target[] = []
  const keep = <T extends Target>(target: T): T => {
    started.push(target)
    return target
  }
  try {
    const floor = contender(keep(await startFloor(context.idp, { ...rsa, ...sqlite })))
    const gateway = contender(keep(await startGateway(context.idp, { ...rsa, ...sqlite })))
    const floorEc = contender(keep(await startFloor(context.idp, { ...ec, ...sqlite })))
    const gatewayEc = contender(keep(await startGateway(context.idp, { ...ec, ...sqlite })))
    const floorPg = contender(keep(await startFloor(context.idp, { ...rsa, ...postgres })))
    const gatewayPg = contender(keep(await startGateway(context.idp, { ...rsa, ...postgres })))
    const peers = (context.peers ? await startPeers(context) : []).map((target) => contender(keep(target)))
    const session = contender(gateway.target, 'session')
    const all = [floor, gateway, session, floorEc, gatewayEc, floorPg, gatewayPg, ...peers]

    context.say('negative probes')
    const probes = []
    for (const { target } of all.filter(({ activity }) => activity === undefined)) {
      probes.push({ target: target.name, results: await probe(target) })
    }
    await runRounds(context, all, { warm_up: warmUp, rounds: 15, count: 1_000 })

    const latency = await latencyTable(context, [floor, gateway])
    const requests = await requestBars(context, gateway.target)
    const commits = await commitsPart(context)
    const seen = await visits(context, gateway.target)
    const trips = await roundTrips(context)
    return {
      bars: [
        ...signInBars({ floor, gateway, session, floorPg, gatewayPg, peers }),
        { what: 'round trips to PostgreSQL', figure: trips, unit: 'per sign-in', limit: 8, at: 'most' },
        ...requests.bars,
        { what: 'browser hops at the gateway', figure: seen.hops, unit: '', limit: 2, at: 'most' },
        { what: 'calls to the identity provider', figure: seen.calls, unit: '', limit: 1, at: 'most' },
      ],
      tables: [signInTable(all), requests.table, latency, commits],
      probes,
      chart: {
        title: 'Processor time of one sign-in',
        unit: 'ms, with that of the database',
        values: all.map((one) => [nameOf(one), medians(one.rounds).cpu_ms + medians(one.rounds).database_cpu_ms]),
      },
    }
  } finally {
    for (const target of started.reverse()) await target.stop()
  }
}

interface Contenders {
  readonly floor: Contender
  readonly gateway: Contender<GatewayTarget>
  readonly session: Contender
  readonly floorPg: Contender
  readonly gatewayPg: Contender
  readonly peers: readonly Contender[]
}

function signInBars({ peers, ...own }: Contenders): Bar[] {
  const { floor, gateway, session, floorPg, gatewayPg } = own
  const most = (what: string, figure: number, unit: string, limit: number): Bar[] => [
    { what, figure, unit, limit, at: 'most' },
  ]
  const peer = (name: string): Contender | undefined => peers.find(({ target }) => target.name.startsWith(name))
  const [polis, polisPg] = [peer('saml-jackson, memory'), peer('saml-jackson, postgres')]
  return [
    ...most('sign-in, SQLite, RS256', ratio(gateway, floor), '× the floor', 1.75),
    ...(polis ? most('the same, to Polis in memory', ratio(gateway, polis), '× Polis', 0.45) : []),
    ...(polisPg ? most('the same, to Polis on PostgreSQL', ratio(gateway, polisPg), '× Polis', 0.2) : []),
    ...most('sign-in, PostgreSQL, RS256', ratio(gatewayPg, floorPg), '× its floor', 2),
    ...(polisPg
      ? most(
          'processor time of PostgreSQL',
          ratio(gatewayPg, polisPg, ({ database_cpu_ms }) => database_cpu_ms),
          '× what Polis makes it spend',
          1 / 3,
        )
      : []),
    ...most('a second application in the same session', ratio(session, gateway), '× a full sign-in', 0.6),
    {
      what: 'throughput of one process',
      figure: ratio(gateway, floor, ({ per_second }) => per_second),
      unit: '× the floor',
      limit: 0.62,
      at: 'least',
    },
  ]
}

function signInTable(contenders: readonly Contender[]): Table {
  return {
    title: 'Sign-ins: medians of the rounds',
    columns: ['', 'CPU ms', 'database CPU ms', 'per second', 'p50 ms', 'p99 ms', 'resident MB'],
    rows: contenders.map((one) => {
      const { cpu_ms, database_cpu_ms, per_second, p50_ms, p99_ms, resident_mb } = medians(one.rounds)
      return [nameOf(one), cpu_ms, database_cpu_ms, per_second, p50_ms, p99_ms, resident_mb]
    }),
  }
}
