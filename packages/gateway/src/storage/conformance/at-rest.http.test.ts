/** 207, 209 and 213: a copy of the database and the log reveal no secret. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  browser,
  databases,
  goUpstream,
  type Harness,
  locationOf,
  redeem,
  startHarness,
  type TokenAnswer,
  until,
  upstream_secret,
} from '../../../test/harness.ts'
import { administer } from '../../../test/postgres-database.ts'
import { sent_secret, takeTour } from '../../../test/tour.ts'

const person = {
  sub: 'eve',
  email_verified: true,
  name: 'Evelyn Logger\n{"level":60}\u001b[31m',
  email: 'sealed-claim@acme.example',
  secret_claim: 'only-in-the-claims',
}

describe.each(databases)('on %s, after a sign-in,', (engine, newDatabase) => {
  let harness: Harness
  let database_url: string
  /** The secrets that the gateway handed out or stored. */
  let secrets: Record<string, string>
  beforeAll(async () => {
    database_url = await newDatabase()
    harness = await startHarness({ database_url })
    const tour = await takeTour(harness)
    harness.provider.behaviour = { claims: person }
    const visitor = browser()
    const back = await goUpstream(harness, visitor, { scope: 'openid profile email offline_access' })
    const code = new URL(locationOf(await visitor.get(back.href))).searchParams.get('code') ?? ''
    const tokens = (await (await redeem(harness, code)).json()) as TokenAnswer
    const made = tour.filter(({ operation }) => operation.gives_secret).map(({ answer }) => answer.body)
    secrets = {
      api_key: harness.api_key,
      installation_key: harness.installation_key,
      client_secret: harness.application.client_secret,
      upstream_secret,
      sent_secret,
      master_key: harness.gateway.config.GATEHOUSE_MASTER_KEY,
      code,
      access_token: tokens.access_token,
      refresh_token: tokens.refresh_token,
      id_token: tokens.id_token,
      state: back.searchParams.get('state') ?? '',
      claim: person.secret_claim,
      ...Object.fromEntries(
        [...visitor.cookies].map(([name, value]) => [`cookie ${name}`, value.split('.').at(-1) ?? '']),
      ),
      ...Object.fromEntries(
        made.map((body, index) => [`made ${index}`, body.secret ?? body.client_secret ?? body.url.split('/').at(-1)]),
      ),
    }
    // The trace is the write that comes last.
    const [signIn] = (await harness.client.signIns.list({ limit: 1, state: 'succeeded' })).data
    await until(
      () => harness.client.signIns.get(signIn?.id as `signin_${string}`),
      ({ claims }) => claims !== null,
    )
  }, 60_000)
  afterAll(() => harness.close())

  async function dump(): Promise<string> {
    if (engine === 'SQLite') {
      const file = database_url.replace('sqlite:', '')
      return ['', '-wal'].map((suffix) => readFileSync(`${file}${suffix}`).toString('latin1')).join('\n')
    }
    const tables = await administer(database_url, "select tablename as t from pg_tables where schemaname = 'public'")
    const rows = tables.map(async ({ t }) => JSON.stringify(await administer(database_url, `select * from "${t}"`)))
    return (await Promise.all(rows)).join('\n')
  }

  it('207 a copy of the database holds no usable secret and no private key', async () => {
    const copy = await dump()
    expect(copy).toContain('sealed-claim@acme.example') // proves that this is the database: it holds the user's email
    for (const [name, secret] of Object.entries(secrets)) {
      expect([name, secret.length > 15, copy.includes(secret)]).toEqual([name, true, false])
    }
    expect(copy).not.toMatch(/"d":"|PRIVATE KEY/)
  })

  it('209 the log has one line of JSON for each entry, even when a name holds line breaks', () => {
    expect(harness.log_lines.length).toBeGreaterThan(50)
    for (const line of harness.log_lines) {
      expect(line.slice(0, -1)).not.toMatch(/\p{Cc}/u)
      expect(JSON.parse(line)).toMatchObject({ level: expect.anything(), time: expect.anything() })
    }
  })

  it('the log names no person and holds no secret', () => {
    const log = harness.log_lines.join('')
    for (const secret of [...Object.values(secrets), person.email, 'Evelyn Logger']) expect(log).not.toContain(secret)
  })
})
