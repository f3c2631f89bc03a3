/** Counts the round trips of a sign-in on PostgreSQL. If a change adds one, it should do so on purpose. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  answerOf,
  authorizeAddress,
  browser,
  type Harness,
  locationOf,
  redeem,
  startHarness,
} from '../../../../test/harness.ts'
import { newDatabase } from '../../../../test/postgres-database.ts'
import { startTcpProxy, type TcpProxy } from '../../../../test/tcp-proxy.ts'

let proxy: TcpProxy
let harness: Harness
beforeAll(async () => {
  const url = await newDatabase()
  proxy = await startTcpProxy(url)
  harness = await startHarness({ database_url: proxy.through(url) })
})
afterAll(async () => {
  await harness.close()
  await proxy.close()
})

it('a sign-in of a known user takes eight round trips, and one from a live session six', async () => {
  const step = async <T>(act: () => Promise<T>): Promise<[T, number]> => {
    const before = proxy.round_trips
    return [await act(), proxy.round_trips - before]
  }
  const whole = async (person = browser()) => {
    const [there, authorize] = await step(() => person.get(authorizeAddress(harness)))
    const location = locationOf(there)
    const [back, callback] = location.startsWith(harness.provider.url)
      ? await step(() => person.get(harness.provider.answer(location).href))
      : [there, 0]
    const [answer, token] = await step(() => redeem(harness, String(answerOf(back).code)))
    const { access_token } = (await answer.json()) as { access_token: string }
    const headers = { authorization: `Bearer ${access_token}` }
    const [, userinfo] = await step(() => fetch(`${harness.url}/oauth/userinfo`, { headers }))
    return { person, counts: { authorize, callback, token, userinfo } }
  }
  // Background work (the version each second, jobs, later writes) only adds round trips, so the minimum is exact.
  const least = async (act: () => ReturnType<typeof whole>) => {
    const counts: Awaited<ReturnType<typeof whole>>['counts'][] = []
    for (let tries = 0; tries < 12; tries += 1) counts.push((await act()).counts)
    const steps = ['authorize', 'callback', 'token', 'userinfo'] as const
    return Object.fromEntries(steps.map((name) => [name, Math.min(...counts.map((count) => count[name]))]))
  }
  // authorize inserts the row. The callback reads it, finds the user and runs a unit. The token request runs a unit.
  // userinfo reads once.
  expect(await least(() => whole())).toEqual({ authorize: 1, callback: 4, token: 2, userinfo: 1 })
  const { person } = await whole()
  expect(await least(() => whole(person))).toEqual({ authorize: 3, callback: 0, token: 2, userinfo: 1 })
})
