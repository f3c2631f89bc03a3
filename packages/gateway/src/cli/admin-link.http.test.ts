/** `gatehouse admin-link`, beside a gateway that serves from the same database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runGatehouse } from '../../test/gateway-process.ts'
import { browser, databases, type Harness, locationOf, startHarness } from '../../test/harness.ts'
import { ownPage } from '../../test/setup-browser.ts'
import { newMasterKey } from '../keys/master-key.ts'

describe.each(databases)('gatehouse admin-link on %s', (_, database) => {
  let harness: Harness
  let variables: Record<string, string>
  beforeAll(async () => {
    const [database_url, master_key] = [await database(), newMasterKey()]
    harness = await startHarness({ database_url, variables: { GATEHOUSE_MASTER_KEY: master_key } })
    variables = {
      GATEHOUSE_DATABASE_URL: database_url,
      GATEHOUSE_MASTER_KEY: master_key,
      GATEHOUSE_PUBLIC_URL: harness.url,
    }
  })
  afterAll(() => harness.close())

  it('prints a link that opens the console, and how long it works', async () => {
    const { code, stdout, stderr } = await runGatehouse(['admin-link'], variables)
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/^It works once, until \d{4}-\S+Z, and signs in with the role owner/),
    ])
    const opened = await browser().post(stdout.trim(), {}, ownPage)
    expect([opened.status, locationOf(opened)]).toEqual([303, `${harness.url}/console`])
  })

  it('prints it as JSON, for a staff member', async () => {
    const email = 'grace@staff.example'
    await harness.installation.staff.invite({ email, role: 'viewer' })
    const { code, stdout } = await runGatehouse(['admin-link', '--email', email, '--json'], variables)
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      { url: expect.stringContaining('/console/enter/'), expires_at: expect.any(String) },
    ])
  })

  it('says that nobody has the email', async () => {
    const { code, stderr } = await runGatehouse(['admin-link', '--email', 'nobody@staff.example'], variables)
    expect([code === 0, stderr]).toEqual([false, expect.stringContaining('nobody@staff.example')])
  })
})
