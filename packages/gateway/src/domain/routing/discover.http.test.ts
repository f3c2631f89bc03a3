/** Discovery: domains that lead nowhere look alike, for the API and for the page that asks for the email. */
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { api } from '../../../test/api.ts'
import {
  addConnection,
  authorizeAddress,
  browser,
  type Harness,
  locationOf,
  startHarness,
} from '../../../test/harness.ts'

const nowhere = ['x@nobody.example', 'x@claimed.example', 'x@idle.example'] as const

/** The statements that this process has run: those of a request, and those of the work behind requests. */
const ran: string[] = []
const { prepare } = DatabaseSync.prototype
let harness: Harness
beforeAll(async () => {
  vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, sql: string) {
    const statement = prepare.call(this, sql)
    for (const method of ['all', 'get', 'run', 'iterate'] as const) {
      const run = statement[method] as (...values: unknown[]) => unknown
      Object.assign(statement, {
        [method]: (...values: unknown[]) => {
          ran.push(sql)
          return run.apply(statement, values)
        },
      })
    }
    return statement
  })
  harness = await startHarness()
  const create = (name: string, domains: { domain: string; verified?: boolean }[]) =>
    harness.client.organizations.create({ name, domains })
  await create('Claims only', [{ domain: 'claimed.example' }])
  await create('Idle', [{ domain: 'idle.example', verified: true }])
  const several = await create('Several', [{ domain: 'several.example', verified: true }])
  for (const name of ['One', 'Two']) await addConnection({ ...harness, organization_id: several.id }, { name })
})
afterAll(async () => {
  vi.restoreAllMocks()
  await harness.close()
})
afterEach(() => harness.provider.reset())

const lookup = (email: string, explain = '') =>
  api(harness, `GET /v1/discover?email=${encodeURIComponent(email)}${explain}`)

/** The answer to a request and its statements. Work behind requests only adds statements, so the fewest of five tries count. */
async function answered<T>(ask: () => Promise<T>, counts: (sql: string) => boolean = () => true) {
  let fewest: { answer: T; statements: readonly string[] } | undefined
  for (let attempt = 0; attempt < 5; attempt++) {
    ran.length = 0
    const answer = await ask()
    const statements = ran.filter(counts)
    if (fewest === undefined || statements.length < fewest.statements.length) fewest = { answer, statements }
  }
  return fewest as NonNullable<typeof fewest>
}

describe('discovery', () => {
  const cases = [
    ['a domain with one connection', 'x@acme.example', 1, 'connection'],
    ['a domain with several', 'x@SEVERAL.example', 2, 'choice'],
    ['a domain without a connection', 'x@idle.example', 0, 'no_connection'],
    ['a domain that is only claimed', 'x@claimed.example', 0, 'domain_not_verified'],
    ['a domain that nobody has', 'x@nobody.example', 0, 'domain_unknown'],
    ['a domain below a verified one', 'x@mail.acme.example', 0, 'domain_unknown'],
    ['a text that is no email', 'acme.example', 0, 'not_an_email'],
  ] as const
  it.each(cases)('of %s', async (_, email, count, because) => {
    const { body } = await lookup(email, '&explain=true')
    expect(body).toMatchObject({ object: 'discovery', because })
    expect(body.connections).toHaveLength(count)
    expect(body.organization_id === null).toBe(count === 0)
    expect((await lookup(email)).body).not.toHaveProperty('because')
  })

  it('answers every domain that leads nowhere with the same bytes, after the same statements', async () => {
    const seen = []
    for (const email of nowhere) {
      const { answer, statements } = await answered(
        () => lookup(email),
        (sql) => !/insert|update/.test(sql),
      )
      const text = JSON.stringify(answer.body).replace(String(answer.body.domain), 'DOMAIN')
      seen.push(JSON.stringify([text, statements]))
    }
    expect(seen[0]).toContain('domains')
    expect(new Set(seen).size).toBe(1)
  })
})

it('the authorization endpoint does, too', async () => {
  const seen = []
  for (const email of nowhere) {
    const { answer, statements } = await answered(() =>
      browser().get(authorizeAddress(harness, { organization: undefined, login_hint: email })),
    )
    const text = [answer.status, locationOf(answer).replace(encodeURIComponent(email), 'EMAIL')]
    seen.push(JSON.stringify([text, statements.length]))
  }
  expect(new Set(seen).size).toBe(1)
})
