/** 188, 190 and IDOR: every operation, called by everybody who may not, and with ids that belong to somebody else. */
import { formatId, type IdPrefix, prefixOf } from '@gatehouse-sso/core/ids'
import { operations } from '@gatehouse-sso/sdk/contract'
import { scopes } from '@gatehouse-sso/sdk/contract/scopes'
import { type StaffRole, staffRoleScopes, staffRoles } from '@gatehouse-sso/sdk/contract/staff-roles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiAnswer, api } from '../../../test/api.ts'
import { addEnvironment, type Harness, startHarness } from '../../../test/harness.ts'
import { enterWithRole, type StaffBrowser } from '../../../test/staff-browser.ts'
import { sent_secret, type TourCall, takeTour, type Visit } from '../../../test/tour.ts'

let harness: Harness
/** Another environment, whose key everything is tried with. */
let elsewhere: Harness
let visits: readonly Visit[]
/** Everything that was answered to those who may not, by the operation they called. */
const answers: { operation: string; who: string; answer: ApiAnswer; expected: [number, string] }[] = []
const foreign: { operation: string; what: string; inPath: boolean; answer: ApiAnswer; missing: ApiAnswer }[] = []

const anyId = /[a-z]+_[0-7][0-9a-hjkmnp-tv-z]{25}/g
/** An id of the same kind that nothing has. */
const missingId = (id: string) =>
  formatId((prefixOf(id) ?? 'org') as IdPrefix, crypto.getRandomValues(new Uint8Array(16)))

async function tryEverybody(call: TourCall): Promise<void> {
  const { operation, route, request } = call
  // The cookie of a setup session stays away here.
  const ask = async (who: string, key: string | null, expected: [number, string]) => {
    const answer = await api(harness, route, { ...request, key, headers: {} })
    answers.push({ operation: operation.id, who, answer, expected })
  }
  const [only] = operation.principals.length === 1 ? operation.principals : []
  const ofPages = only === 'setup_session' || only === 'staff_session' ? (`${only}_missing` as const) : undefined
  await ask('nobody', null, [401, ofPages ?? 'api_key_missing'])
  await ask('a wrong key', 'sk_test_wrong', [401, 'api_key_invalid'])
  for (const { role, browser } of staff) {
    if (operation.staff === 'any' || (operation.staff && staffRoleScopes[role].includes(operation.staff))) continue
    const answer = await browser.call(route, request.body === undefined ? {} : { body: request.body })
    const expected: [number, string] =
      only === 'setup_session' ? [401, 'setup_session_missing'] : [403, 'scope_missing']
    answers.push({ operation: operation.id, who: role, answer, expected })
  }
  if (ofPages) return void (await ask('an API key', harness.api_key, [401, ofPages]))
  if (!operation.principals.includes('api_key'))
    return void (await ask('an API key', harness.api_key, [404, 'installation_key_needed']))
  await ask('the installation key', harness.installation_key, [404, 'environment_key_needed'])
  for (const narrow of keys) {
    if (operation.scope === null || narrow.scopes.includes(operation.scope)) continue
    await ask(narrow.name, narrow.secret, [403, 'scope_missing'])
  }
}

/** With the key of another environment, everything that is named is as if it were not there. */
async function tryElsewhere({ operation, route, request }: TourCall): Promise<void> {
  const body = request.body === undefined ? undefined : JSON.stringify(request.body)
  const named = [...new Set([...(route.match(anyId) ?? []), ...(body?.match(anyId) ?? [])])]
  // All foreign; and each by itself among ids of one's own, where there are several.
  const mixtures = [named, ...(named.length > 1 ? named.map((id) => [id]) : [])]
  for (const ids of mixtures.filter(({ length }) => length > 0)) {
    const own = (text: string) =>
      text.replace(anyId, (id) => (ids.includes(id) ? id : (owned[prefixOf(id) ?? ''] ?? id)))
    const send = (change: (text: string) => string) =>
      api(elsewhere, change(own(route)), {
        ...request,
        key: elsewhere.api_key,
        ...(body === undefined ? {} : { body: JSON.parse(change(own(body))) }),
      })
    const [answer, missing] = [
      await send((text) => text),
      await send((text) => text.replace(anyId, (id) => (ids.includes(id) ? missingId(id) : id))),
    ]
    // Kinds of which the other environment has nothing stay foreign.
    const isForeign = (id: string) => ids.includes(id) || owned[prefixOf(id) ?? ''] === undefined
    const inPath = named.some((id) => isForeign(id) && route.includes(id))
    foreign.push({ operation: operation.id, what: `${ids.length} of ${named.length}`, inPath, answer, missing })
  }
}

const staff: { role: StaffRole; browser: StaffBrowser }[] = []
let keys: { name: string; secret: string; scopes: readonly string[] }[] = []
/** Things of the other environment, by the prefix of their ids. */
let owned: Readonly<Record<string, string>> = {}

beforeAll(async () => {
  harness = await startHarness()
  elsewhere = await addEnvironment(harness, 'elsewhere')
  owned = {
    org: elsewhere.organization_id,
    conn: elsewhere.connection_id,
    app: elsewhere.application.client_id,
    user: (await elsewhere.client.users.create({ organization_id: elsewhere.organization_id, email: 'a@b.example' }))
      .id,
  }
  const narrow = async (name: string, only: typeof scopes) => {
    const { secret } = await harness.client.apiKeys.create({ name, scopes: [...only] })
    return { name, secret, scopes: only }
  }
  keys = [
    await narrow(
      'a key that may only read',
      scopes.filter((scope) => scope.endsWith(':read')),
    ),
    await narrow(
      'a key that may only write',
      scopes.filter((scope) => scope.endsWith(':write')),
    ),
  ]
  for (const role of staffRoles) staff.push({ role, browser: await enterWithRole(harness, role) })
  visits = await takeTour(harness, async (call) => {
    await tryEverybody(call)
    if (call.operation.principals.includes('api_key')) await tryElsewhere(call)
    return undefined
  })
}, 120_000)
afterAll(() => harness.close())

describe('every operation', () => {
  it('is on the tour', () => {
    expect(new Set(visits.map(({ operation }) => operation.id))).toEqual(new Set(operations.map(({ id }) => id)))
  })

  it('188 190 refuses everybody who may not call it, alike', () => {
    expect(answers.length).toBeGreaterThan(operations.length * 3)
    for (const { operation, who, answer, expected } of answers) {
      expect({ operation, who, is: [answer.status, answer.code] }).toEqual({ operation, who, is: expected })
    }
  })

  it('answers an id of another environment exactly as one that nothing has', () => {
    const plain = ({ status, body }: ApiAnswer) => [status, { ...body.error, request_id: '' }]
    expect(new Set(foreign.map(({ operation }) => operation)).size).toBeGreaterThan(30)
    for (const { operation, what, inPath, answer, missing } of foreign) {
      expect({ operation, what, is: plain(answer) }).toEqual({ operation, what, is: plain(missing) })
      expect({ operation, what, is: [answer.status, answer.code] }).toEqual({
        operation,
        what,
        is: inPath ? [404, 'resource_missing'] : [422, 'values_invalid'], // in the body the field is named
      })
    }
  })

  it('lists nothing of another environment, whatever is filtered by', async () => {
    const own = visits.filter(({ operation }) => operation.principals.includes('api_key'))
    const text = JSON.stringify(own.map(({ answer }) => answer.body))
    const here = new Set([...(text.match(anyId) ?? []), harness.organization_id, harness.connection_id])
    // The installation key acts in every environment.
    for await (const { actor } of harness.client.events.list({ limit: 100 })) {
      if (actor.type === 'installation_key' && actor.id !== null) here.delete(actor.id)
    }
    const listed: string[] = []
    const filters = ['', `?organization_id=${harness.organization_id}`, `?connection_id=${harness.connection_id}`]
    for (const { method, path, principals } of operations) {
      if (method !== 'GET' || path.includes('{') || !principals.includes('api_key')) continue
      for (const filter of filters) {
        const { status, body } = await api(elsewhere, `GET ${path}${filter}`)
        if (status === 400) continue // not a filter of this list
        const ids: readonly string[] = JSON.stringify(body).match(anyId) ?? []
        if (ids.length > 0) listed.push(path)
        expect([path, ids.filter((id) => here.has(id))]).toEqual([path, []])
      }
    }
    // The other environment has things of its own, so the lists were not all empty.
    expect(new Set(listed).size).toBeGreaterThan(4)
  })
})

describe('A16 what is secret', () => {
  it('is in the answer that makes it, and in no other answer, event or log line', async () => {
    const made = visits.flatMap(({ operation, answer }) =>
      operation.gives_secret ? [String(answer.body.secret ?? answer.body.client_secret ?? answer.body.url)] : [],
    )
    const giving = new Set(
      visits.filter(({ operation }) => operation.gives_secret).map(({ operation }) => operation.id),
    )
    expect(giving.size).toBe(operations.filter(({ gives_secret }) => gives_secret).length)
    const others = visits.filter(({ operation }) => !operation.gives_secret).map(({ answer }) => answer.body)
    const events = await harness.client.events.list({ limit: 100 }).toArray()
    const text = JSON.stringify([others, events, harness.log_lines, answers, foreign])
    for (const secret of [...made, sent_secret, harness.api_key, harness.installation_key]) {
      expect(secret.length).toBeGreaterThan(10)
      expect(text.includes(secret)).toBe(false)
    }
  })
})
