/**
 * Row 16 of the security cases: a configuration document that suddenly names other endpoints. Sign-ins go on with those
 * before until an administrator confirms the others.
 */
import type { Event } from '@gatehouse-sso/sdk/contract/events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addConnection, authorizeAddress, browser, type Harness, locationOf, signIn } from './harness.ts'

/** Gateways that serve one environment, in one process or two. */
export interface Served {
  readonly each: readonly Pick<
    Harness,
    'url' | 'provider' | 'client' | 'organization_id' | 'application' | 'connection_id'
  >[]
  /** Lets the last process read the document anew. */
  forget(): Promise<void>
  close(): Promise<void>
}

const evil = 'https://evil.example'

/** @param extent `shared`: the part in which several processes matter */
export function changedEndpointsSuite(name: string, extent: 'whole' | 'shared', start: () => Promise<Served>): void {
  describe(`16 changed endpoints, ${name},`, () => {
    let served: Served
    let first: Served['each'][number]
    let last: Served['each'][number]
    beforeEach(async () => {
      served = await start()
      first = served.each[0] as typeof first
      last = served.each.at(-1) as typeof last
      first.provider.reset()
    })
    afterEach(() => served.close())

    const publish = (discovery: Record<string, unknown> | undefined): void => {
      first.provider.behaviour = { ...first.provider.behaviour, ...(discovery && { discovery }) }
      if (discovery === undefined) first.provider.reset()
    }
    const connection = () => first.client.connections.get(first.connection_id)
    /** The place to which a person is led. */
    const ledTo = async (gateway = last): Promise<string> => {
      const response = await browser().get(authorizeAddress(gateway as Harness, {}))
      const { origin, pathname } = new URL(locationOf(response))
      return `${origin}${pathname}`
    }
    const eventsOf = async (type: Event['type']): Promise<readonly Event[]> =>
      first.client.events.list({ type, limit: 100 }).toArray()
    const signsIn = async (gateway = last): Promise<void> => {
      expect((await signIn(gateway as Harness)).searchParams.get('code')).toBeTruthy()
    }

    it('are held: people still go to the one before, and sign in', async () => {
      await signsIn(first)
      publish({ authorization_endpoint: `${evil}/authorize` })
      await served.forget()
      expect(await ledTo()).toBe(`${first.provider.url}/authorize`)
      await Promise.all(served.each.flatMap((gateway) => [signsIn(gateway), signsIn(gateway)]))
      const { endpoints, warnings } = await connection()
      expect(endpoints).toMatchObject({ held: { authorization_endpoint: `${evil}/authorize` } })
      expect(warnings).toMatchObject([
        {
          code: 'endpoints_changed',
          expected: `authorization_endpoint ${first.provider.url}/authorize`,
          received: `authorization_endpoint ${evil}/authorize`,
        },
      ])
      const events = await eventsOf('connection.endpoints_held')
      expect(events).toHaveLength(1)
      expect(events[0]).toMatchObject({ actor: { type: 'system' }, data: { id: first.connection_id } })
    })

    it('are in force at every process once an administrator confirms them', async () => {
      await signsIn(first)
      publish({ authorization_endpoint: `${evil}/authorize` })
      await served.forget()
      expect(await ledTo()).toBe(`${first.provider.url}/authorize`)
      const confirmed = await first.client.connections.confirmEndpoints(first.connection_id)
      expect(confirmed).toMatchObject({
        endpoints: { authorization_endpoint: `${evil}/authorize`, held: null },
        warnings: [],
      })
      // The first process may still have the document from before.
      for (const gateway of served.each) await expect.poll(() => ledTo(gateway)).toBe(`${evil}/authorize`)
      expect(await connection()).toMatchObject({ warnings: [] })
      expect(await eventsOf('connection.endpoints_held')).toHaveLength(1)
      expect(await eventsOf('connection.endpoints_confirmed')).toMatchObject([
        {
          actor: { type: 'api_key' },
          changes: expect.arrayContaining([
            {
              field: '/endpoints/authorization_endpoint',
              before: `${first.provider.url}/authorize`,
              after: `${evil}/authorize`,
            },
          ]),
        },
      ])
    })

    if (extent === 'shared') return

    it('are remembered by the first sign-in, and nothing is held', async () => {
      expect(await connection()).toMatchObject({ endpoints: null, warnings: [] })
      await signsIn(first)
      const { url, discovery_url } = first.provider
      expect(await connection()).toMatchObject({
        endpoints: {
          discovery_url,
          authorization_endpoint: `${url}/authorize`,
          token_endpoint: `${url}/token`,
          held: null,
        },
        warnings: [],
      })
    })

    it.each([
      ['the token endpoint', { token_endpoint: `${evil}/token` }],
      ['the userinfo endpoint', { userinfo_endpoint: `${evil}/userinfo` }],
      ['the keys', { jwks_uri: `${evil}/jwks` }],
      ['the token endpoint, by its path', { token_endpoint: 'PATH' }],
    ])('are held when %s is another one, which is never asked', async (_, change) => {
      await signsIn(first)
      const at = `${first.provider.url}/elsewhere/token`
      publish(Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value === 'PATH' ? at : value])))
      await served.forget()
      await signsIn()
      expect((await connection()).warnings).toMatchObject([{ code: 'endpoints_changed' }])
      expect(first.provider.requests.filter((line) => line.includes('elsewhere'))).toEqual([])
    })

    it('are not held for another query, which is sent', async () => {
      await signsIn(first)
      publish({ authorization_endpoint: `${first.provider.url}/authorize?tenant=b` })
      await served.forget()
      const response = await browser().get(authorizeAddress(last as Harness, {}))
      expect(new URL(locationOf(response)).searchParams.get('tenant')).toBe('b')
      expect((await connection()).warnings).toEqual([])
    })

    it('are not confirmed unseen: others than those that were held are held first', async () => {
      await signsIn(first)
      publish({ authorization_endpoint: `${evil}/authorize` })
      await served.forget()
      await ledTo()
      publish({ authorization_endpoint: `${evil}/another` })
      const refused = first.client.connections.confirmEndpoints(first.connection_id)
      await expect(refused).rejects.toMatchObject({ code: 'endpoints_changed' })
      expect((await connection()).warnings).toMatchObject([{ received: `authorization_endpoint ${evil}/another` }])
      expect(await ledTo()).toBe(`${first.provider.url}/authorize`)
      await first.client.connections.confirmEndpoints(first.connection_id)
      await expect.poll(() => ledTo()).toBe(`${evil}/another`)
    })

    it('that were named for a while only are let go by a confirmation', async () => {
      await signsIn(first)
      publish({ authorization_endpoint: `${evil}/authorize` })
      await served.forget()
      await ledTo()
      publish(undefined)
      expect((await first.client.connections.check(first.connection_id)).checks).toContainEqual(
        expect.objectContaining({ id: 'endpoints', result: 'warn', received: `${first.provider.url}/authorize` }),
      )
      expect(await first.client.connections.confirmEndpoints(first.connection_id)).toMatchObject({ warnings: [] })
      expect(await ledTo()).toBe(`${first.provider.url}/authorize`)
    })

    it('are seen by a check before any sign-in, which holds nothing by itself', async () => {
      await signsIn(first)
      const itemOf = async () =>
        (await first.client.connections.check(first.connection_id)).checks.find(({ id }) => id === 'endpoints')
      expect(await itemOf()).toMatchObject({ result: 'ok' })
      publish({ authorization_endpoint: `${evil}/authorize` })
      expect(await itemOf()).toMatchObject({
        result: 'warn',
        expected: `authorization_endpoint ${first.provider.url}/authorize`,
        received: `authorization_endpoint ${evil}/authorize`,
        remedy: expect.stringContaining('confirm-endpoints'),
      })
      expect((await connection()).warnings).toEqual([])
    })

    it('of a new document in the settings are trusted when they are seen, and of entered ones nothing is kept', async () => {
      const other = await addConnection(first, { path: '/moved' })
      const at = { ...first, connection_id: other.id }
      expect((await signIn(at as Harness, browser(), { connection: other.id })).searchParams.get('code')).toBeTruthy()
      const discovery_url = first.provider.discovery_url
      await first.client.connections.update(other.id, { settings: { discovery_url } })
      await first.client.connections.activateCandidate(other.id, { without_test: true })
      await expect
        .poll(async () => {
          await browser().get(authorizeAddress(at as Harness, { connection: other.id }))
          return (await first.client.connections.get(other.id)).endpoints
        })
        .toMatchObject({ discovery_url, held: null })
      expect(await eventsOf('connection.endpoints_held')).toEqual([])
      const { url } = first.provider
      const entered = { issuer: url, authorization_endpoint: `${url}/a`, token_endpoint: `${url}/token` }
      const { id } = await addConnection(first, {
        settings: { ...entered, jwks_uri: `${url}/jwks`, discovery_url: null, client_id: 'gateway' },
      })
      await browser().get(authorizeAddress(at as Harness, { connection: id }))
      expect(await first.client.connections.get(id)).toMatchObject({ endpoints: null, warnings: [] })
    })
  })
}
