/** Sessions listed and ended together: of a user, of an organization, of a connection. */
import type { Id } from '@gatehouse-sso/core/ids'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnection,
  answerOf,
  authorizeAddress,
  type Browser,
  browser,
  type Harness,
  payloadOf,
  redeem,
  refresh,
  signIn,
  startHarness,
  type TokenAnswer,
} from '../../../test/harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())
beforeEach(() => harness.provider.reset())

interface Signed extends TokenAnswer {
  readonly person: Browser
  readonly user_id: string
  readonly at: Place
}
interface Place {
  readonly organization_id: Id<'org'>
  readonly connection_id: Id<'conn'>
}
async function newPlace(organization_id?: Id<'org'>): Promise<Place> {
  const id = organization_id ?? (await harness.client.organizations.create({ name: 'Acme' })).id
  const connection = await addConnection({ ...harness, organization_id: id })
  return { organization_id: id, connection_id: connection.id }
}
const pointing = ({ connection_id }: Place) => ({ organization: undefined, connection: connection_id })
async function signedIn(at: Place, sub = 'ada'): Promise<Signed> {
  const person = browser()
  harness.provider.behaviour = { claims: { sub } }
  const scope = 'openid offline_access'
  const code = (await signIn(harness, person, { ...pointing(at), scope })).searchParams.get('code')
  const tokens = (await (await redeem(harness, String(code))).json()) as TokenAnswer
  return { person, ...tokens, user_id: String(payloadOf(tokens.id_token).sub), at }
}
/** Whether the session answers, and what the tokens are worth. The refresh token is used up. */
async function isIn({ person, access_token, refresh_token, at }: Signed): Promise<readonly boolean[]> {
  const headers = { authorization: `Bearer ${access_token}` }
  return [
    answerOf(await person.get(authorizeAddress(harness, { ...pointing(at), prompt: 'none' }))).code !== undefined,
    (await fetch(`${harness.url}/oauth/userinfo`, { headers })).status === 200,
    (await refresh(harness, refresh_token)).status === 200,
  ]
}
const [inside, out] = [
  [true, true, true],
  [false, false, false],
]

describe('sessions', () => {
  it('of an organization and of a connection are listed, open and ended ones', async () => {
    const at = await newPlace()
    const other = await newPlace(at.organization_id)
    const [ada, grace] = [await signedIn(at, 'ada'), await signedIn(other, 'grace')]
    const { sessions } = harness.client
    await sessions.end(grace.user_id, String(payloadOf(grace.id_token).sid))
    const usersOf = (list: { user_id: string }[]) => list.map(({ user_id }) => user_id)
    const { organization_id, connection_id } = at
    expect(usersOf(await sessions.listOfOrganization(organization_id).toArray())).toEqual([grace.user_id, ada.user_id])
    expect(usersOf(await sessions.listOfOrganization(organization_id, { state: 'open' }).toArray())).toEqual([
      ada.user_id,
    ])
    expect(usersOf(await sessions.listOfOrganization(organization_id, { state: 'ended' }).toArray())).toEqual([
      grace.user_id,
    ])
    expect(usersOf(await sessions.listOfConnection(connection_id).toArray())).toEqual([ada.user_id])
    expect(usersOf(await sessions.list(grace.user_id, { state: 'open' }).toArray())).toEqual([])
    await expect(sessions.listOfConnection('conn_01jd2x3y4z5a6b7c8d9e0f1g2j')).rejects.toMatchObject({ status: 404 })
  })

  it('of a user end together, with all that outlives them; others stay', async () => {
    const at = await newPlace()
    const [first, second, other] = [await signedIn(at), await signedIn(at), await signedIn(at, 'grace')]
    await harness.client.sessions.endAll(first.user_id)
    for (const signed of [first, second]) expect(await isIn(signed)).toEqual(out)
    expect(await isIn(other)).toEqual(inside)
    const [event] = (await harness.client.events.list({ type: 'user.sessions_ended' })).data
    expect(event?.data.id).toBe(first.user_id)
    expect(await isIn(await signedIn(at))).toEqual(inside)
  })

  it('of a connection end together; those of another connection of the organization stay', async () => {
    const at = await newPlace()
    const other = await newPlace(at.organization_id)
    const [here, there] = [await signedIn(at), await signedIn(other)]
    await harness.client.sessions.endAllOfConnection(at.connection_id)
    expect(await isIn(here)).toEqual(out)
    expect(await isIn(there)).toEqual(inside)
    const [event] = (await harness.client.events.list({ type: 'connection.sessions_ended' })).data
    expect(event?.data.id).toBe(at.connection_id)
  })

  it('of an organization end together; those of another organization stay', async () => {
    const [at, elsewhere] = [await newPlace(), await newPlace()]
    const other = await newPlace(at.organization_id)
    const all = [await signedIn(at), await signedIn(other)]
    const away = await signedIn(elsewhere)
    await harness.client.sessions.endAllOfOrganization(at.organization_id)
    for (const signed of all) expect(await isIn(signed)).toEqual(out)
    expect(await isIn(away)).toEqual(inside)
    const [event] = (await harness.client.events.list({ type: 'organization.sessions_ended' })).data
    expect(event?.data.id).toBe(at.organization_id)
  })
})
