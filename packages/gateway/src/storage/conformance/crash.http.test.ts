import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GatewayProcess, serveFurnished, serveGatehouse } from '../../../test/gateway-process.ts'
import { browser, type Furniture, goUpstream, locationOf, type Running, redeem, signIn } from '../../../test/harness.ts'
import { type HostileProvider, startHostileProvider } from '../../../test/hostile-provider.ts'
import type { Variables } from '../../config.ts'

const inFlight = 200

describe('kill -9', () => {
  let provider: HostileProvider
  let gateway: GatewayProcess
  let made: Furniture
  let running: Running
  let variables: Variables

  beforeAll(async () => {
    provider = await startHostileProvider()
    const served = await serveFurnished(provider)
    ;({ gateway, variables, furniture: made } = served)
    running = { url: served.url, provider, ...made }
  })
  afterAll(async () => {
    await gateway.stop()
    await provider.close()
  })

  it('R6 during 200 sign-ins in flight loses nothing that was acknowledged, and the other people can sign in again', async () => {
    // All people are at the identity provider. They return twenty at a time while organizations are created.
    const people = Array.from({ length: inFlight }, browser)
    const backs: URL[] = []
    for (const person of people) backs.push(await goUpstream(running, person))
    const codes: string[] = []
    const organizations: string[] = []
    let kill: Promise<void> | undefined
    const acknowledged = (): void => {
      // Killed halfway: some callbacks are answered, some are in flight, some have not arrived.
      if (codes.length >= inFlight / 4) kill ??= gateway.kill()
    }
    const queue = people.map((person, index) => ({ person, back: (backs[index] as URL).href }))
    const returning = Array.from({ length: 20 }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const code = new URL(locationOf(await next.person.get(next.back))).searchParams.get('code')
        if (code !== null) codes.push(code)
        acknowledged()
      }
    })
    const making = Array.from({ length: 50 }, async (_, index) => {
      const { id } = await made.client.organizations.create({ name: `Organization ${index}` })
      organizations.push(id)
    })
    await Promise.allSettled([...returning, ...making])
    await kill
    expect(codes.length).toBeGreaterThanOrEqual(inFlight / 4)
    expect(codes.length).toBeLessThan(inFlight)

    gateway = await serveGatehouse(variables)
    const answers = await Promise.all(codes.map((code) => redeem(running, code)))
    expect(answers.map(({ status }) => status).filter((status) => status !== 200)).toEqual([])
    const again = await Promise.all(codes.map((code) => redeem(running, code)))
    expect(again.map(({ status }) => status).filter((status) => status !== 400)).toEqual([])
    const known = new Set((await made.client.organizations.list({ limit: 100 }).toArray()).map(({ id }) => id))
    expect(organizations.filter((id) => !known.has(id as `org_${string}`))).toEqual([])

    // People without an answer start again in the same browser.
    const unanswered = people.filter(({ cookies }) => !cookies.has('gatehouse-session')).slice(0, 20)
    expect(unanswered.length).toBeGreaterThan(0)
    const restarted = await Promise.all(unanswered.map((person) => signIn(running, person)))
    expect(restarted.map((callback) => callback.searchParams.has('code'))).toEqual(restarted.map(() => true))
    const users = await made.client.users.list().toArray()
    expect(users).toHaveLength(1)
  })
})
