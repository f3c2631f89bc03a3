/**
 * Group A of the security cases, under load: an identity provider rotates its key while people are on their way back,
 * and answers with tokens whose key nobody publishes.
 */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerOf, browser, goUpstream, locationOf, type Running, reach, signIn } from './harness.ts'
import { type HostileProvider, jwkOf, otherKey } from './hostile-provider.ts'

/** Gateways that serve one environment, each in a process of its own. */
export interface Gateways {
  readonly provider: HostileProvider
  readonly each: readonly Running[]
  close(): Promise<void>
}

const minute = 60_000
const atOnce = 20
const other = jwkOf(otherKey.publicKey, { kid: 'k2', use: 'sig' })

export function keyRotationSuite(name: string, start: () => Promise<Gateways>, unknownTokens: number): void {
  describe(`${name}, per process,`, () => {
    let gateways: Gateways
    // A process may fetch once a minute, so each test has its own.
    beforeEach(async () => {
      gateways = await start()
      for (const gateway of gateways.each) expect((await signIn(gateway)).searchParams.get('code')).toBeTruthy()
    })
    afterEach(() => gateways.close())

    const fetches = (): number => gateways.provider.requests.filter((line) => line === 'GET /jwks').length
    const gatewayOf = (index: number): Running => gateways.each[index % gateways.each.length] as Running
    /** A person at the identity provider. @returns the way back, through one of the processes */
    const away = async (index: number): Promise<() => Promise<Response>> => {
      const person = browser()
      const back = await goUpstream(gatewayOf(index), person)
      return () => person.get(reach(gatewayOf(index), back.href))
    }

    it('8 of 100 sign-ins in flight while the key is rotated all succeed, with one fetch of the keys', async () => {
      const people = await Promise.all(Array.from({ length: 100 }, (_, index) => away(index)))
      const before = fetches()
      gateways.provider.behaviour = {
        ...gateways.provider.behaviour,
        ...{ keys: [other], key: otherKey.privateKey, token_header: { kid: 'k2' } },
      }
      const answers = await Promise.all(people.map((comesBack) => comesBack()))
      expect(answers.filter((answer) => answerOf(answer).code !== undefined)).toHaveLength(100)
      expect(fetches() - before).toBe(gateways.each.length)
    })

    it(`43 ${unknownTokens} tokens with unknown kids cause one fetch of the keys a minute`, {
      timeout: 240_000,
    }, async () => {
      const before = fetches()
      const header = {
        get kid() {
          return randomUUID()
        },
      }
      gateways.provider.behaviour = { ...gateways.provider.behaviour, token_header: header }
      const began = Date.now()
      for (let sent = 0; sent < unknownTokens; sent += atOnce) {
        const people = await Promise.all(Array.from({ length: atOnce }, (_, index) => away(index)))
        const answers = await Promise.all(people.map((comesBack) => comesBack()))
        for (const answer of answers) expect(locationOf(answer)).toContain('/error/signin_')
      }
      const minutes = 1 + Math.floor((Date.now() - began) / minute)
      expect(fetches() - before).toBeGreaterThan(0)
      expect(fetches() - before).toBeLessThanOrEqual(minutes * gateways.each.length)
    })
  })
}
