/** Answers that are none: who must act is said on the page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browser, goUpstream, type Harness, locationOf, startHarness } from '../../test/harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())

const administrator = 'Only the administrator of your organization can put this right'
const callback = (query = ''): string => `${harness.url}/sso/oidc/callback/${harness.connection_id}${query}`

/** A form goes on as a GET at the address itself. */
const posted = async (form: Record<string, string>, slash = ''): Promise<Response> =>
  browser().get(locationOf(await browser().post(callback(slash), form)))

describe('an answer that is none', () => {
  const cases: readonly [string, () => Promise<Response>, number, string, boolean][] = [
    ['by POST, with a code and no state', () => posted({ code: 'c' }), 400, 'state_missing', true],
    ['by POST, with an error and no state', () => posted({ error: 'access_denied' }, '/'), 400, 'state_missing', true],
    ['by POST, with nothing at all', () => posted({}), 400, 'callback_empty', false],
    ['by POST, with a state that nobody knows', () => posted({ code: 'c', state: 's' }), 400, 'state_unknown', false],
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
  })

  it("of a method that no identity provider uses stays the developer's", async () => {
    const response = await fetch(callback(), { method: 'DELETE', headers: { accept: 'text/html' } })
    const page = await response.text()
    expect([response.status, page.includes('<dd>method_not_allowed</dd>')]).toEqual([405, true])
  })

  const declined: readonly [string, Record<string, string>, boolean][] = [
    [
      'declined consent, as Entra says it',
      { error: 'access_denied', error_description: 'AADSTS65004: declined' },
      true,
    ],
    ['declined consent, by the code of OpenID', { error: 'consent_required', error_description: 'x' }, true],
    ['went back, with a text', { error: 'access_denied', error_description: 'the user canceled' }, true],
    ['left a question open', { error: 'interaction_required', error_description: 'x' }, true],
    ['had no part in it', { error: 'unauthorized_client', error_description: 'x' }, false],
    ['had no part in a wrong scope', { error: 'invalid_scope', error_description: 'x' }, false],
  ]
  it.each(declined)('of a person who %s: the page says whose it is', async (_, answer, isPersons) => {
    const person = browser()
    const back = await goUpstream(harness, person, {}, { code: '', ...answer })
    const page = await (await person.get(String((await person.get(back.href)).headers.get('location')))).text()
    expect(page).toContain('<dd>upstream_refused</dd>')
    expect(page.includes('If you declined or went back, sign in again.')).toBe(isPersons)
    expect(page.includes('administrator of your organization')).toBe(true)
  })

  it("of a person who went back is the person's", async () => {
    const person = browser()
    const back = await goUpstream(harness, person, {}, { code: '', error: 'access_denied' })
    const page = await (await person.get(String((await person.get(back.href)).headers.get('location')))).text()
    expect(page).toContain('<dd>upstream_cancelled</dd>')
    expect(page).not.toContain('can put this right')
  })
})
