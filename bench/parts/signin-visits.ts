/** Counts hops of the browser, calls to the identity provider and round trips to PostgreSQL. */
import { startTcpProxy } from '../../packages/gateway/test/tcp-proxy.ts'
import type { Context } from '../machinery/context.ts'
import { postgresDatabase } from '../machinery/database.ts'
import { signIn, visit } from '../machinery/person.ts'
import type { Target } from '../machinery/target.ts'
import { startGateway } from '../targets/gateway.ts'

export async function visits({ idp }: Context, target: Target): Promise<{ hops: number; calls: number }> {
  const calls = async (): Promise<number> => Number(await (await fetch(`${idp}/calls`)).text())
  const before = await calls()
  const { hops } = await visit(target, 'counted', 'counted')
  return { hops, calls: (await calls()) - before }
}

/** The minimum over some sign-ins of a known person, because background work only adds round trips. */
export async function roundTrips({ idp, say }: Context): Promise<number> {
  say('round trips to PostgreSQL')
  const database = await postgresDatabase()
  const proxy = await startTcpProxy(database.url)
  const through = { ...database, url: proxy.through(database.url) }
  const target = await startGateway(idp, { alg: 'RS256', engine: 'postgres', database: through })
  try {
    const counts = []
    for (let times = 0; times < 30; times += 1) {
      const before = proxy.round_trips
      await signIn(target, 'counted', `s${times}`)
      counts.push(proxy.round_trips - before)
    }
    return Math.min(...counts)
  } finally {
    await target.stop()
    await proxy.close()
    await database.close()
  }
}
