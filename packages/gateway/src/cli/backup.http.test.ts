/** X9: a backup that is made while the gateway writes, and a gateway that starts from it. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runGatehouse } from '../../test/gateway-process.ts'
import { browser, goUpstream, type Harness, redeem, signIn, startHarness } from '../../test/harness.ts'
import { openGateway } from '../app.ts'
import { newMasterKey } from '../keys/master-key.ts'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-backup-'))
const path = (name: string): string => join(folder, name)
const database_url = `sqlite:${path('live.db')}`
const GATEHOUSE_MASTER_KEY = newMasterKey()
let harness: Harness
beforeAll(async () => {
  harness = await startHarness({ database_url, variables: { GATEHOUSE_MASTER_KEY } })
})
afterAll(async () => {
  await harness.close()
  rmSync(folder, { recursive: true })
})

const backUp = (to: string, url = database_url) =>
  runGatehouse(['backup', to, '--json'], { GATEHOUSE_DATABASE_URL: url })

describe('X9 gatehouse backup', () => {
  it('copies while people sign in, and a gateway on the copy goes on with the same keys and people', async () => {
    let stop = false
    let made = 0
    const busy = (async () => {
      for (; !stop; made += 1) await signIn(harness)
    })()
    const { code, stdout } = await backUp(path('copy.db'))
    stop = true
    await busy
    expect([code, made > 0]).toEqual([0, true])
    expect(JSON.parse(stdout)).toEqual({ path: path('copy.db'), bytes: statSync(path('copy.db')).size })
    expect(statSync(path('copy.db')).mode & 0o777).toBe(0o600)

    expect(readdirSync(folder).filter((name) => name.startsWith('copy.db'))).toEqual(['copy.db'])

    const keys = async (url: string) => (await (await fetch(`${url}/oauth/jwks`)).json()) as object
    const [before, users] = [await keys(harness.url), (await harness.client.users.list({ limit: 100 })).data]
    await harness.gateway.close()
    const { GATEHOUSE_PUBLIC_URL, GATEHOUSE_LISTEN, GATEHOUSE_OUTBOUND_ALLOW } = harness.gateway.config
    const gateway = await openGateway({
      GATEHOUSE_PUBLIC_URL,
      GATEHOUSE_LISTEN: `${GATEHOUSE_LISTEN.host}:${GATEHOUSE_LISTEN.port}`,
      GATEHOUSE_OUTBOUND_ALLOW,
      GATEHOUSE_MASTER_KEY,
      GATEHOUSE_DATABASE_URL: `sqlite:${path('copy.db')}`,
      GATEHOUSE_RATE_LIMIT_API: '0',
      GATEHOUSE_RATE_LIMIT_SIGN_IN: '0',
      GATEHOUSE_LOG_LEVEL: 'silent',
    })
    try {
      await gateway.listen()
      expect(await keys(harness.url)).toEqual(before)
      expect((await harness.client.users.list({ limit: 100 })).data.map(({ id }) => id)).toEqual(
        users.map(({ id }) => id),
      )
      const person = browser()
      const back = await goUpstream(harness, person)
      const answer = new URL(String((await person.get(back.href)).headers.get('location')))
      expect((await redeem(harness, String(answer.searchParams.get('code')))).status).toBe(200)
    } finally {
      await gateway.close()
    }
  })

  it('never overwrites a file', async () => {
    writeFileSync(path('mine.txt'), 'mine')
    const { code, stdout } = await backUp(path('mine.txt'))
    expect([code, JSON.parse(stdout).error.code]).toEqual([1, 'backup_refused'])
    expect(readFileSync(path('mine.txt'), 'utf8')).toBe('mine')
  })

  const refusals: readonly (readonly [string, string, string, number, RegExp])[] = [
    ['into a folder that does not exist', database_url, path('none/copy.db'), 1, /folder that exists/],
    [
      'of a database that does not exist',
      `sqlite:${path('none.db')}`,
      path('empty.db'),
      78,
      /There is no database at this path/,
    ],
    ['of PostgreSQL', 'postgres://gatehouse@db.internal/gatehouse', path('pg.db'), 2, /pg_dump/],
  ]
  it.each(refusals)('is refused %s, and leaves no file', async (_, url, to, code, text) => {
    const refused = await backUp(to, url)
    expect([refused.code, existsSync(to)]).toEqual([code, false])
    expect(refused.stderr).toMatch(text)
  })
})
