/** Answers that are none: who must act is said on the page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browser, goUpstream, type Harness, startHarness } from '../../test/harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())

const administrator = 'Only the administrator of your organization can put this right'
const callback = (query = ''): string => `${harness.url}/sso/oidc/callback/${harness.connection_id}${query}`

describe('an answer that is none', () => {
  const cases: readonly [string, () => Promise<Response>, number, string, boolean][] = [
    ['by POST', () => browser().post(callback(), { code: 'c', state: 's' }), 405, 'callback_posted', true],
    [
      'by POST with an error',
      () => browser().post(callback(), { error: 'access_denied' }),
      405,
      'callback_posted',
      true,
    ],
    ['by POST at the address with a slash', () => browser().post(callback('/'), {}), 405, 'callback_posted', true],
    ['with a code and no state', () => browser().get(callback('?code=c')), 400, 'state_missing', true],
    ['with an error and no state', () => browser().get(callback('?error=access_denied')), 400, 'state_missing', true],
    ['with an empty state', () => browser().get(callback('?code=c&state=')), 400, 'state_missing', true],
    ['with nothing at all', () => browser().get(callback()), 400, 'callback_empty', false],
    ['with a state that nobody knows', () => browser().get(callback('?code=c&state=s')), 400, 'state_unknown', false],
  ]
  it.each(cases)('%s', async (_, open, status, code, isAdministrators) => {
    const response = await open()
    const page = await response.text()
    expect(response.status).toBe(status)
    expect(page).toContain(`<dd>${code}</dd>`)
    expect(page.includes(administrator)).toBe(isAdministrators)
    expect(page).not.toContain('`')
    if (status === 405) expect(response.headers.get('allow')).toBe('GET')
  })

  it("of a method that no identity provider uses stays the developer's", async () => {
    const response = await fetch(callback(), { method: 'DELETE', headers: { accept: 'text/html' } })
    const page = await response.text()
    expect([response.status, page.includes('<dd>method_not_allowed</dd>')]).toEqual([405, true])
  })

  it("of a person who went back is the person's", async () => {
    const person = browser()
    const back = await goUpstream(harness, person, {}, { code: '', error: 'access_denied' })
    const page = await (await person.get(String((await person.get(back.href)).headers.get('location')))).text()
    expect(page).toContain('<dd>upstream_cancelled</dd>')
    expect(page).not.toContain('can put this right')
  })
})
