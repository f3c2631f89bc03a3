/**
 * Races and faults of two gateways on one PostgreSQL. The suites take their size as an argument: small in `npm test`,
 * large in `npm run test:all`.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  answerOf,
  authorizeAddress,
  browser,
  locationOf,
  redeem,
  refresh,
  signIn,
  type TokenAnswer,
  until,
} from './harness.ts'
import { type PostgresCluster, startPostgres } from './postgres-cluster.ts'
import { administer, newDatabase } from './postgres-database.ts'
import { atIdentityProvider, type Gateway, startTwoProcesses, type TwoProcesses } from './two-processes.ts'

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
/** The code that an answer sends to the application, if any. */
const codeOf = (response: Response): string | undefined =>
  locationOf(response).startsWith('https://app.example/') ? answerOf(response).code : undefined
const numberOf = async (url: string, sql: string): Promise<number> => Number((await administer(url, sql))[0]?.n)

/** A complete profile, so that the gateway does not call userinfo. */
const profile = { name: 'P', given_name: 'P', family_name: 'P', preferred_username: 'p', email: 'p@other.example' }

export function raceSuite(pairs: number): void {
  describe(`of two requests at the same moment at two processes, ${pairs} times,`, () => {
    let two: TwoProcesses
    let a: Gateway
    let b: Gateway
    const rounds = Array.from({ length: pairs }, (_, index) => index)
    beforeAll(async () => {
      two = await startTwoProcesses()
      ;[a, b] = two.gateways
    })
    afterAll(() => two.close())
    beforeEach(() => two.provider.reset())

    it('R8 127 with one code one gets tokens, which the other revokes', async () => {
      for (const _ of rounds) {
        const code = String((await signIn(a.running)).searchParams.get('code'))
        const answers = await Promise.all([redeem(a.running, code), redeem(b.running, code)])
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
        const winner = answers.find(({ status }) => status === 200)
        const { access_token } = JSON.parse((await winner?.text()) ?? '') as { access_token: string }
        const headers = { authorization: `Bearer ${access_token}` }
        expect((await fetch(`${b.running.url}/oauth/userinfo`, { headers })).status).toBe(401)
      }
    })

    it('R8 136 with one refresh token one gets tokens, which stay valid', async () => {
      const scope = 'openid offline_access'
      for (const _ of rounds) {
        const code = String((await signIn(a.running, browser(), { scope })).searchParams.get('code'))
        const { refresh_token } = (await (await redeem(a.running, code)).json()) as TokenAnswer
        const answers = await Promise.all([refresh(a.running, refresh_token), refresh(b.running, refresh_token)])
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
        const winner = (await answers.find(({ status }) => status === 200)?.json()) as TokenAnswer
        const headers = { authorization: `Bearer ${winner.access_token}` }
        expect((await fetch(`${b.running.url}/oauth/userinfo`, { headers })).status).toBe(200)
      }
    })

    it('R8 18 with one state one gets a code', async () => {
      const count = () => numberOf(two.database_url, 'select count(*) as n from sessions')
      const before = await count()
      for (const _ of rounds) {
        const { back } = await atIdentityProvider(a)
        const answers = await Promise.all([back(a), back(b)])
        expect(answers.map(codeOf).filter((code) => code !== undefined)).toHaveLength(1)
      }
      expect(await count()).toBe(before + pairs)
    })

    it('100 of one unknown person both sign in, as one user', async () => {
      const count = (table: string) => numberOf(two.database_url, `select count(*) as n from ${table}`)
      const before = { users: await count('users'), identities: await count('identities') }
      for (const index of rounds) {
        two.provider.behaviour = { claims: { ...profile, sub: `new-${index}` } }
        const [first, second] = await Promise.all([atIdentityProvider(a), atIdentityProvider(b)])
        const answers = await Promise.all([first?.back(a), second?.back(b)])
        expect(answers.map((answer) => codeOf(answer as Response))).toEqual([expect.any(String), expect.any(String)])
      }
      expect(await count('users')).toBe(before.users + pairs)
      expect(await count('identities')).toBe(before.identities + pairs)
    })
  })
}

export function killSuite(kills: number): void {
  it(
    `R6 kill -9 at random, ${kills} times under load, loses nothing acknowledged, and nothing is accepted twice`,
    async () => {
      const two = await startTwoProcesses()
      const { gateways, provider } = two
      const anyone = (): Gateway => gateways[Math.random() < 0.5 ? 0 : 1]
      let person = 0
      provider.behaviour = {
        claims: profile,
        get token_claims() {
          person = (person + 1) % 40
          return { sub: `person-${person}` }
        },
      }
      const organizations: string[] = []
      /** Code → the number of times that it gave tokens. */
      const redeemed = new Map<string, number>()
      let kept: string[] = []
      let checked = 0
      let loading = true

      const redeemOnce = async (code: string): Promise<number> => {
        const { status } = await redeem(anyone().running, code)
        if (status === 200) redeemed.set(code, (redeemed.get(code) ?? 0) + 1)
        return status
      }
      const useSignIn = async (): Promise<void> => {
        const { back } = await atIdentityProvider(anyone())
        const code = codeOf(await back(anyone()))
        if (code === undefined) return
        redeemed.set(code, 0)
        if (kept.length < 10 && Math.random() < 0.5) return void kept.push(code)
        await Promise.allSettled([redeemOnce(code), redeemOnce(code)])
      }
      const useApi = async (): Promise<void> => {
        const { id } = await anyone().client.organizations.create({ name: 'Made under load' })
        organizations.push(id)
      }
      /** A request that fails because its process was killed has not been acknowledged. */
      const load = async (act: () => Promise<void>): Promise<void> => {
        while (loading) {
          await act().catch(() => undefined)
          await pause(10) // leaves some CPU time to the gateways
        }
      }
      const loads = [useSignIn, useSignIn, useSignIn, useSignIn, useApi].map(load)

      try {
        for (let kill = 0; kill < kills; kill += 1) {
          await pause(100 + Math.random() * 400)
          const victim = anyone()
          await victim.kill()
          await pause(Math.random() * 200)
          await victim.restart()
          // Each code from before the kill, of either process, can be redeemed exactly once.
          const codes = kept
          kept = []
          for (const code of codes) {
            expect([await redeemOnce(code), await redeemOnce(code)]).toEqual([200, 400])
            checked += 1
          }
        }
        loading = false
        await Promise.all(loads)

        expect([...redeemed.values()].filter((times) => times > 1)).toEqual([])
        const known = await administer(two.database_url, 'select id from organizations')
        const ids = new Set(known.map(({ id }) => id))
        expect(organizations.filter((id) => !ids.has(id))).toEqual([])
        expect(organizations.length).toBeGreaterThan(kills)
        expect(checked).toBeGreaterThan(0)
        expect(redeemed.size).toBeGreaterThan(kills * 5)
        await expectSound(two.database_url)
        for (const gateway of gateways) expect((await signIn(gateway.running)).searchParams.has('code')).toBe(true)
      } finally {
        loading = false
        await Promise.all(loads)
        await two.close()
      }
    },
    30_000 + kills * 10_000,
  )
}

/** Checks the rules that must always hold in the database. */
async function expectSound(url: string): Promise<void> {
  const broken = {
    'a user without identity': 'users u where not exists (select 1 from identities i where i.user_id = u.id)',
    'a session without user': 'sessions s where not exists (select 1 from users u where u.id = s.user_id)',
    'a grant without session': 'grants g where not exists (select 1 from sessions s where s.id = g.session_id)',
    'a finished sign-in without grant':
      "sign_ins i where state = 'succeeded' and not exists (select 1 from grants g where g.sign_in_id = i.id)",
    'a grant of a sign-in that is not finished':
      "grants g where not exists (select 1 from sign_ins i where i.id = g.sign_in_id and i.state = 'succeeded')",
    'a code that was redeemed before it was created': 'grants where code_redeemed_at < created_at',
  }
  for (const [what, from] of Object.entries(broken)) {
    expect([what, await numberOf(url, `select count(*) as n from ${from}`)]).toEqual([what, 0])
  }
}

export function outageSuite(seconds: number): void {
  it(
    `R9 with PostgreSQL stopped for ${seconds} s a gateway fails quickly, is not ready but alive, and recovers by itself`,
    async () => {
      const cluster: PostgresCluster = await startPostgres()
      const two = await startTwoProcesses(await newDatabase(cluster.url))
      const { gateways } = two
      const [a, b] = gateways
      try {
        const code = String((await signIn(a.running)).searchParams.get('code'))
        const { back } = await atIdentityProvider(a)
        const made = await a.client.organizations.create({ name: 'Before' })

        await cluster.stop()
        const stopped = performance.now()
        const since = (): number => performance.now() - stopped
        while (since() < seconds * 1_000) {
          for (const { running } of gateways) {
            expect(await quick(() => fetch(`${running.url}/livez`))).toMatchObject({ status: 200 })
            const ready = await quick(() => fetch(`${running.url}/readyz`))
            expect([ready.status, await ready.json()]).toEqual([503, { status: 'unavailable', failing: 'database' }])
            // Cached values are used for two more seconds.
            const authorize = await quick(() => browser().get(authorizeAddress(running)))
            expect([503, authorize.headers.get('retry-after')]).toEqual([authorize.status, '2'])
            const token = await quick(() => redeem(running, code))
            expect([token.status, await token.json()]).toMatchObject([503, { error: 'temporarily_unavailable' }])
            const api = await quick(() => fetch(`${running.url}/v1/users`, { headers: bearer(two) }))
            expect([api.status, await api.json()]).toMatchObject([503, { error: { code: 'database_unavailable' } }])
            const stale = since() > 4_000
            const keys = await quick(() => fetch(`${running.url}/oauth/jwks`))
            if (stale) expect(keys.status).toBe(503)
          }
          const callback = await quick(() => back(b))
          expect(callback.status).toBe(503)
          await pause(100)
        }

        await cluster.start()
        for (const { running } of gateways) await isReady(running.url)
        // People who were at the identity provider or had a code can continue.
        expect(codeOf(await back(b))).toEqual(expect.any(String))
        expect((await redeem(b.running, code)).status).toBe(200)
        expect((await b.client.organizations.get(made.id)).name).toBe('Before')
        for (const { running } of gateways) expect((await signIn(running)).searchParams.has('code')).toBe(true)
        // The processes hear of each other's changes again.
        await a.client.connections.deactivate(two.furniture.connection_id)
        const leadsOn = async () =>
          locationOf(await browser().get(authorizeAddress(b.running))).startsWith(two.provider.url)
        await until(leadsOn, (still) => !still)
      } finally {
        await two.close()
        await cluster.close()
      }
    },
    60_000 + seconds * 1_000,
  )

  it('a crash of PostgreSQL under load loses nothing that was acknowledged', async () => {
    const cluster = await startPostgres()
    const two = await startTwoProcesses(await newDatabase(cluster.url))
    try {
      for (let crash = 0; crash < 3; crash += 1) {
        const codes: string[] = []
        const organizations: `org_${string}`[] = []
        let loading = true
        const load = async (gateway: Gateway): Promise<void> => {
          while (loading) {
            try {
              const { back } = await atIdentityProvider(gateway)
              const code = codeOf(await back(gateway))
              if (code !== undefined) codes.push(code)
              organizations.push((await gateway.client.organizations.create({ name: 'Kept' })).id)
            } catch {
              await pause(20)
            }
          }
        }
        const loads = two.gateways.flatMap((gateway) => [load(gateway), load(gateway)])
        while (codes.length < 10 || organizations.length < 5) await pause(20)
        await cluster.stop('immediate')
        await cluster.start()
        loading = false
        await Promise.all(loads)
        const [a, b] = two.gateways
        await isReady(b.running.url)
        const answers = []
        for (const code of codes) answers.push((await redeem(b.running, code)).status)
        expect(answers).toEqual(codes.map(() => 200))
        for (const id of organizations) expect((await a.client.organizations.get(id)).id).toBe(id)
      }
      await expectSound(two.database_url)
    } finally {
      await two.close()
      await cluster.close()
    }
  }, 60_000)
}

const bearer = ({ furniture }: TwoProcesses) => ({ authorization: `Bearer ${furniture.api_key}` })

const isReady = (url: string) =>
  until(
    () => fetch(`${url}/readyz`),
    ({ status }) => status === 200,
  )

/** The gateway answers within 2 s by its own limits. A machine under load gets ten times as long. */
async function quick(act: () => Promise<Response>): Promise<Response> {
  const start = performance.now()
  const response = await act()
  expect(performance.now() - start).toBeLessThan(20_000)
  return response
}

export function rollingSuite(restarts: number): void {
  it(
    `R17 no request fails during ${restarts} rolling restarts under load, behind a load balancer that checks readiness`,
    async () => {
      const two = await startTwoProcesses()
      const { gateways, provider } = two
      provider.behaviour = { claims: { ...profile, sub: 'rolling' } }
      const ready = new Set<Gateway>(gateways)
      let loading = true
      let done = 0
      const failures: unknown[] = []
      const probe = async (gateway: Gateway): Promise<void> => {
        while (loading) {
          const isReady = await fetch(`${gateway.running.url}/readyz`).then(
            ({ status }) => status === 200,
            () => false,
          )
          if (isReady) ready.add(gateway)
          else ready.delete(gateway)
          await pause(25)
        }
      }
      const one = (): Gateway => [...ready][Math.floor(Math.random() * ready.size)] ?? gateways[0]
      const load = async (): Promise<void> => {
        while (loading) {
          await pause(10)
          try {
            const { back } = await atIdentityProvider(one())
            const code = codeOf(await back(one()))
            const { status } = await redeem(one().running, String(code))
            if (status !== 200) failures.push(status)
            done += 1
          } catch (error) {
            failures.push(error)
          }
        }
      }
      const loads = [...gateways.map(probe), load(), load(), load()]
      try {
        for (let restart = 0; restart < restarts; restart += 1) {
          const gateway = gateways[restart % 2 === 0 ? 0 : 1]
          expect(await gateway.stop()).toBe(0)
          await gateway.restart()
          while (!ready.has(gateway)) await pause(10)
        }
      } finally {
        loading = false
        await Promise.all(loads)
        await two.close()
      }
      expect(failures).toEqual([])
      expect(done).toBeGreaterThan(restarts * 5)
    },
    30_000 + restarts * 10_000,
  )
}
