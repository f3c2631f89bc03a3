/**
 * An application learns nothing of an identity provider's own words: its redirect has an OAuth error and a description of
 * our table. The record of the sign-in keeps the words for people.
 */
import { type FailureCode, failures } from '@gatehouse-sso/core/failures'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browser, goUpstream, type Harness, locationOf, refused, startHarness } from '../../test/harness.ts'
import type { Behaviour } from '../../test/hostile-provider.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())
beforeEach(() => harness.provider.reset())

/** Stands in every text that the identity provider sends. */
const mark = 'leaks-if-seen'
const words = { error_description: `AADSTS50105: ${mark} "<b>`, error_uri: `https://idp.example/${mark}` }

/** RFC 6749, 4.1.2.1; OpenID Connect Core 1.0, 3.1.2.6; RFC 8707; RFC 9449; RFC 9470; RFC 9396; Entra; made up. */
const fromAuthorization = [
  'invalid_request',
  'unauthorized_client',
  'access_denied',
  'unsupported_response_type',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
  'interaction_required',
  'login_required',
  'account_selection_required',
  'consent_required',
  'invalid_request_uri',
  'invalid_request_object',
  'request_not_supported',
  'request_uri_not_supported',
  'registration_not_supported',
  'unmet_authentication_requirements',
  'insufficient_user_authentication',
  'invalid_target',
  'invalid_authorization_details',
  'invalid_resource',
  mark,
]

/** RFC 6749, 5.2; RFC 8628, 3.5; RFC 8707; RFC 9449; Entra; made up. */
const fromToken = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'authorization_pending',
  'slow_down',
  'expired_token',
  'access_denied',
  'invalid_target',
  'invalid_dpop_proof',
  'use_dpop_nonce',
  'interaction_required',
  'consent_required',
  'invalid_resource',
  'server_error',
  'temporarily_unavailable',
  mark,
]

const json = (status: number, body: unknown) => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const elsewhere: readonly { readonly name: string; readonly behaviour: Partial<Behaviour> }[] = [
  { name: 'a page instead of a token', behaviour: { token_answer: { status: 502, body: `<h1>${mark}</h1>` } } },
  {
    name: 'a challenge at the token endpoint',
    behaviour: {
      token_answer: { ...json(401, {}), headers: { 'www-authenticate': `Bearer error="${mark}"` } },
    },
  },
  { name: 'an error of keys', behaviour: { keys: json(500, { error: mark, ...words }), token_header: { kid: mark } } },
  { name: 'a foreign issuer in the token', behaviour: { token_claims: { iss: `https://${mark}.example` } } },
  { name: 'a foreign audience in the token', behaviour: { token_claims: { aud: mark } } },
  { name: 'another nonce in the token', behaviour: { token_claims: { nonce: mark } } },
  { name: 'another algorithm in the token', behaviour: { token_header: { alg: mark } } },
  { name: 'another type of the token', behaviour: { token_header: { typ: mark } } },
  { name: 'no token at all', behaviour: { id_token: () => mark } },
]

/** Runs a sign-in that fails, and compares what goes back to the application. @returns the code of the failure */
async function expectOpaque(extra: Record<string, string>, behaviour: Partial<Behaviour> = {}): Promise<string> {
  harness.provider.behaviour = { ...harness.provider.behaviour, ...behaviour }
  const person = browser()
  const response = await person.get((await goUpstream(harness, person, { state: 'kept' }, extra)).href)
  expect(locationOf(response)).not.toContain(mark)
  const { error } = await refused(harness, response)
  const page = await (await person.get(locationOf(response))).text()
  const back = /<a class="button" href="([^"]+)">Back to /.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
  expect(back).not.toContain(mark)
  const code = error?.code as FailureCode
  const { title, oauth } = failures[code]
  expect(Object.fromEntries(new URL(back).searchParams)).toEqual({
    error: oauth,
    error_description: expect.stringMatching(/^[ -~]+$/),
    state: 'kept',
    iss: harness.url,
  })
  const description = new URL(back).searchParams.get('error_description') ?? ''
  expect(description.replace(/ Reference: signin_\w{26}\./, '')).toBe(`${title}. (${code})`)
  return code
}

/** The record has what the identity provider said. */
async function expectRecorded(error: string): Promise<void> {
  const [latest] = (await harness.client.signIns.list({ limit: 1 })).data
  const record = await harness.client.signIns.get(String(latest?.id))
  expect(record.error?.upstream).toMatchObject({ error, description: words.error_description })
}

describe('an application does not see', () => {
  it.each(fromAuthorization)('%s of the authorization endpoint', async (error) => {
    expect(await expectOpaque({ code: '', error, ...words })).toMatch(/^upstream_(?:refused|error)$/)
    await expectRecorded(error)
  })

  it.each(fromToken)('%s of the token endpoint', async (error) => {
    const token_answer = json(400, { error, ...words, correlation_id: mark, trace_id: mark })
    expect(await expectOpaque({}, { token_answer })).toMatch(/^upstream_/)
    await expectRecorded(error)
  })

  it.each(elsewhere)('$name', async ({ behaviour }) => {
    expect(await expectOpaque({}, behaviour)).toMatch(/^(?:upstream|token|keys)_/)
  })
})
