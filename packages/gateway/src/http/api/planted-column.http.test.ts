/**
 * The public form is an allow-list: a new column leaves the gateway only where `present.ts` names it. Here every table
 * gets a column with a value that nothing else has. No answer, event, token, page or log line may have that value.
 */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browser, goUpstream, type Harness, redeem, signIn, startHarness } from '../../../test/harness.ts'
import { statement } from '../../../test/statement.ts'
import { takeTour } from '../../../test/tour.ts'

const planted = 'a-value-that-was-planted'
const schema = readFileSync(new URL('../../storage/schema/sqlite.sql', import.meta.url), 'utf8')
const tables = [...schema.matchAll(/^create table (\w+)/gim)].map(([, table]) => String(table))

let harness: Harness
beforeAll(async () => {
  harness = await startHarness({
    prepare: async (engine) => {
      const add = (table: string): string => `alter table ${table} add column planted text default '${planted}'`
      await engine.unit(tables.map((table) => statement(add(table))))
    },
  })
})
afterAll(() => harness.close())

describe('a column that nobody names', () => {
  it('is in every table, and in the rows that the stores read', async () => {
    expect(tables.length).toBeGreaterThan(20)
    const stores = harness.gateway.work.ports.stores.in(harness.environment_id)
    const rows = [
      await stores.applications.get(harness.application.client_id),
      (await stores.domains.ofOrganization(harness.organization_id))[0],
      (await stores.roles.all())[0],
      (await stores.signing_keys.all())[0],
    ]
    for (const row of rows) expect(row).toMatchObject({ planted })
  })

  it('is in no answer of the API', async () => {
    const shown = (await takeTour(harness)).map(({ operation, answer }) => [operation.id, JSON.stringify(answer.body)])
    expect(shown.filter(([, body]) => body?.includes(planted))).toEqual([])
  })

  it('is in no event', async () => {
    const events = await harness.client.events.list({ limit: 100 })
    expect(events.data.length).toBeGreaterThan(30)
    expect(events.data.filter((event) => JSON.stringify(event).includes(planted))).toEqual([])
  })

  it('is in no token, and not in what userinfo says', async () => {
    const code = String((await signIn(harness)).searchParams.get('code'))
    const tokens = await (await redeem(harness, code)).text()
    const { access_token, id_token } = JSON.parse(tokens) as { access_token: string; id_token: string }
    const userinfo = await fetch(`${harness.url}/oauth/userinfo`, {
      headers: { authorization: `Bearer ${access_token}` },
    })
    const claims = [access_token, id_token].map((token) =>
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
    )
    expect([...claims, await userinfo.text(), tokens].join()).not.toContain(planted)
  })

  it('is not on the page of a refused sign-in', async () => {
    const person = browser()
    const back = await goUpstream(harness, person, {}, { code: '', error: 'access_denied', error_description: 'no' })
    const refused = await person.get(back.href)
    const page = await person.get(String(refused.headers.get('location')))
    expect(await page.text()).not.toContain(planted)
  })

  it('is in no log line', () => {
    expect(harness.log_lines.length).toBeGreaterThan(50)
    expect(harness.log_lines.filter((line) => line.includes(planted))).toEqual([])
  })
})
