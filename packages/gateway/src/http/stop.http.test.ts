/** How a gateway ends: nobody who is being served is cut off, and nobody waits for ever. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type GatewayProcess, serveFurnished, serveGatehouse } from '../../test/gateway-process.ts'
import { authorizeAddress, browser, goUpstream, locationOf, type Running } from '../../test/harness.ts'
import { type HostileProvider, startHostileProvider } from '../../test/hostile-provider.ts'
import type { Variables } from '../config.ts'

const seconds = 3
let provider: HostileProvider
let running: Running
let variables: Variables
let gateway: GatewayProcess

beforeAll(async () => {
  provider = await startHostileProvider()
  const served = await serveFurnished(provider, { GATEHOUSE_SHUTDOWN_SECONDS: String(seconds) })
  ;({ gateway, variables } = served)
  running = { url: served.url, provider, ...served.furniture }
})
beforeEach(async () => {
  provider.reset()
  gateway ??= await serveGatehouse(variables)
})
afterEach(async () => {
  await gateway.kill()
  gateway = undefined as unknown as GatewayProcess
})
afterAll(() => provider.close())

/** A callback that the identity provider keeps waiting. */
async function held(): Promise<{ answer: Promise<Response>; release: () => void }> {
  const person = browser()
  const back = await goUpstream(running, person)
  const waiting = Promise.withResolvers<void>()
  const arrived = new Promise<void>((resolve) => {
    provider.before_token = () => {
      resolve()
      return waiting.promise
    }
  })
  const answer = person.get(back.href)
  answer.catch(() => undefined)
  await arrived
  return { answer, release: waiting.resolve }
}

/** The first answer after the signal was seen. */
async function notReady(): Promise<Response> {
  for (;;) {
    const response = await fetch(`${running.url}/readyz`)
    if (response.status !== 200) return response
  }
}

describe('on SIGTERM the gateway', () => {
  it('is not ready at once, serves on, finishes what is under way, and ends with 0', async () => {
    await gateway.kill()
    gateway = await serveGatehouse({ ...variables, GATEHOUSE_SHUTDOWN_SECONDS: '15' })
    const { answer, release } = await held()
    const start = performance.now()
    gateway.signal('SIGTERM')
    const ready = await notReady()
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'unavailable', failing: 'stopping' }])
    expect(ready.headers.get('retry-after')).toBe('2')
    const live = await fetch(`${running.url}/livez`)
    expect([live.status, live.headers.get('connection')]).toEqual([200, 'close'])
    expect(locationOf(await browser().get(authorizeAddress(running)))).toContain(provider.url)
    // No longer listening, still busy.
    while (
      await fetch(`${running.url}/livez`).then(
        () => true,
        () => false,
      )
    );
    release()
    expect(new URL(locationOf(await answer)).searchParams.has('code')).toBe(true)
    expect(await gateway.ended).toBe(0)
    // It serves on for 3 s, and does not use the rest of its time.
    expect(performance.now() - start).toBeLessThan(15_000)
  })

  it('breaks off what is not finished in time, and ends with 0 all the same', async () => {
    const { answer, release } = await held()
    const start = performance.now()
    gateway.signal('SIGTERM')
    await expect(answer).rejects.toThrow()
    expect(await gateway.ended).toBe(0)
    const took = performance.now() - start
    expect(took).toBeGreaterThan(seconds * 1_000 - 100)
    release()
  })

  it('ends at once on the second signal', async () => {
    const { release } = await held()
    gateway.signal('SIGTERM')
    await notReady()
    // Two signals within half a second are one: Ctrl-C reaches the gateway and its launcher.
    const again = setInterval(() => gateway.signal('SIGTERM'), 100)
    expect(await gateway.ended).toBe(1) // at the end of the time that it had it would have been 0
    clearInterval(again)
    release()
  })
})
