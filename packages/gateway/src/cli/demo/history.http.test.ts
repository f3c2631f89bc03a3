/** D1 The history of the demonstration, as the console reads it; and the link that opens the console. */
import { Gatehouse } from '@gatehouse-sso/sdk'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { temporaryFolder } from '../../../../../test/e2e/chromium.ts'
import { browser } from '../../../test/harness.ts'
import { ownPage } from '../../../test/setup-browser.ts'
import { type RunningDemo, startDemo } from './demo.ts'

const folder = temporaryFolder()
let running: RunningDemo
let client: Gatehouse
beforeAll(async () => {
  running = await startDemo(folder.path, { history: true })
  client = new Gatehouse({ base_url: running.demo.issuer, api_key: running.demo.api_key })
}, 60_000)
afterAll(async () => {
  await running?.stop()
  folder.remove()
})

it('has sign-ins on each of 30 days, and failures of many kinds', async () => {
  const { days, checklist } = await client.overview.get()
  // The last one is today, which may be some minutes old.
  const empty = days.slice(0, -1).filter(({ succeeded }) => succeeded === 0)
  expect(empty).toEqual([])
  expect(days.reduce((sum, { succeeded }) => sum + succeeded, 0)).toBeGreaterThan(250)
  const failed = await client.signIns.list({ state: 'failed', limit: 100 }).toArray()
  expect(new Set(failed.map(({ error_code }) => error_code)).size).toBeGreaterThan(8)
  expect(Object.values(checklist)).toEqual([true, true, true, true, true])
})

it('has three organizations: one that works, one whose secret has expired, and one that is being set up', async () => {
  const { data } = await client.overview.listOrganizations()
  const states = data.map(({ name, connections }) => [name, connections[0]?.state, connections[0]?.health.state])
  expect(states.sort()).toEqual([
    ['Acme (example)', 'active', 'working'],
    ['Contoso Ltd (example)', 'draft', 'no_sign_ins'],
    ['Fabrikam (example)', 'active', 'failing'],
  ])
  const ends = (await client.overview.get()).expiring_credentials.map(({ organization_name }) => organization_name)
  expect(ends).toEqual(['Fabrikam (example)', 'Acme (example)'])
})

it('ends at the real time, for the gateway and for the emulator', async () => {
  const [latest] = (await client.events.list({ limit: 1 })).data
  expect(Math.abs(Date.parse(latest?.created_at ?? '') - Date.now())).toBeLessThan(60_000)
})

it('prints a link that opens the console as its owner', async () => {
  const person = browser()
  const entered = await person.post(running.demo.console_url, {}, ownPage)
  expect([entered.status, entered.headers.get('location')]).toEqual([303, `${running.demo.issuer}/console`])
})

it('prints a setup link that is open for weeks', async () => {
  const { data } = await client.setupLinks.list({ state: 'open' })
  const weeksMs = 28 * 86_400_000
  expect(data.map(({ expires_at }) => Date.parse(expires_at) > Date.now() + weeksMs)).toEqual([true])
  const started = await browser().post(running.demo.setup_url, {}, ownPage)
  expect([started.status, started.headers.get('location')]).toEqual([303, `${running.demo.issuer}/setup`])
})
