/** The page of a failed sign-in: what the person reads, what the administrator compares, what the operator looks up. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browser, goUpstream, type Harness, locationOf, startHarness } from '../../../test/harness.ts'
import type { Behaviour } from '../../../test/hostile-provider.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())
beforeEach(() => harness.provider.reset())

/** The page as a person has it in the browser. */
async function pageOf(behaviour: Partial<Behaviour>): Promise<string> {
  harness.provider.behaviour = { ...harness.provider.behaviour, ...behaviour }
  const person = browser()
  const response = await person.get((await goUpstream(harness, person)).href)
  return (await person.get(new URL(locationOf(response), harness.url).href)).text()
}
/** The names and values of a folded part. */
function rowsOf(page: string, summary: string): Record<string, string> {
  const part = page.split('<details>').find((text) => text.includes(`<summary>${summary}`)) ?? ''
  const rows = [...part.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/gs)]
  return Object.fromEntries(rows.map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')]))
}
const forAdministrator = 'For the administrator of your organization'

describe('the page of a failed sign-in', () => {
  it('shows the administrator what is configured, what came, and where they differ', async () => {
    const { url } = harness.provider
    const page = await pageOf({ token_claims: { iss: `${url}/` } })
    expect(rowsOf(page, forAdministrator)).toEqual({
      Configured: url,
      Received: `"${url}/"`,
      Difference: 'It goes on after the end with &#39;/&#39;.',
    })
    expect(page).toMatch(/Reference <code>signin_\w{26}<\/code>/)
  })

  it('compares no texts that are not addresses', async () => {
    const page = await pageOf({ token_claims: { aud: 'another' } })
    expect(rowsOf(page, forAdministrator)).toEqual({ Configured: 'gateway', Received: '"another"' })
  })

  it('shows the operator the references and the time of the identity provider', async () => {
    const mark = 'aaaaaaaa-bbbb-4ccc-8ddd-000000000001'
    const body = { error: 'invalid_client', trace_id: mark, correlation_id: mark, timestamp: '2026-11-26 03:00:00Z' }
    const page = await pageOf({ token_answer: { status: 401, body: JSON.stringify(body) } })
    expect(rowsOf(page, 'Details for support')).toMatchObject({
      'Identity provider': 'invalid_client',
      'Correlation id': mark,
      'Trace id': mark,
      'Its time': '2026-11-26 03:00:00Z',
    })
  })
})
