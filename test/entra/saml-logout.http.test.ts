/** Single logout by SAML: ours at the identity provider, and theirs here. */
import { createPrivateKey } from 'node:crypto'
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { logoutRequest } from '../../packages/gateway/src/saml/logout.ts'
import { redirectAddress } from '../../packages/gateway/src/saml/redirect-binding.ts'
import {
  authorizeAddress,
  browser,
  type Harness,
  locationOf,
  post_logout_redirect_uri,
  redeem,
  startHarness,
} from '../../packages/gateway/test/harness.ts'
import { keys } from '../../packages/gateway/test/saml/keys.ts'
import { answerTo, idpEntityId, idpSettings, idpSloUrl, messageIn } from '../../packages/gateway/test/saml-answer.ts'

const key = createPrivateKey(keys.idp.key.export({ format: 'pem', type: 'pkcs8' }))

let harness: Harness
let connection: Connection
beforeAll(async () => {
  harness = await startHarness()
  const { client } = harness
  const { id: organization_id } = await client.organizations.create({ name: 'Contoso' })
  const { id } = await client.connections.create({ organization_id, type: 'saml', settings: idpSettings })
  await client.connections.update(id, { policy: { upstream_logout: true } })
  connection = await client.connections.activate(id)
})
afterAll(() => harness.close())

const samlOf = () => connection.saml as NonNullable<Connection['saml']>
let sessions = 0

/** Signs a person in with a response that we sign as the identity provider. */
async function signedIn() {
  sessions += 1
  const person = browser()
  const session_index = `session-${sessions}`
  const address = authorizeAddress(harness, { organization: undefined, connection: connection.id })
  const { acs_url, form } = answerTo(locationOf(await person.get(address)), connection, String(sessions))
  const back = await person.post(acs_url, form)
  const code = new URL(locationOf(back), harness.url).searchParams.get('code')
  if (code === null)
    throw new Error(
      `not signed in: ${back.status} ${locationOf(back)} ${JSON.stringify((await harness.client.signIns.get(locationOf(back).split('/').at(-1) ?? '')).error)}`,
    )
  const { id_token } = (await (await redeem(harness, String(code))).json()) as { id_token: string }
  return { person, session_index, id_token, name_id: `person-${sessions}` }
}

/** Whether the session still answers for its person. */
const isSignedIn = async ({ person }: { person: ReturnType<typeof browser> }): Promise<boolean> =>
  locationOf(
    await person.get(authorizeAddress(harness, { organization: undefined, connection: connection.id, prompt: 'none' })),
  ).includes('code=')

interface Change {
  readonly signer?: typeof key | null
  readonly session_index?: string
  readonly name_id?: string
  readonly issuer?: string
  readonly destination?: string
  readonly address?: (address: string) => string
}

let requests = 0
/** A logout request of the identity provider. */
function requestOf(of: { session_index: string; name_id: string }, change: Change = {}): string {
  requests += 1
  const xml = logoutRequest({
    id: `_logout${requests}`,
    issued_at: Date.now(),
    issuer: change.issuer ?? idpEntityId,
    destination: change.destination ?? samlOf().slo_url,
    name_id: { value: change.name_id ?? of.name_id, format: null, name_qualifier: null, sp_name_qualifier: null },
    session_index: change.session_index ?? of.session_index,
  })
  const address = redirectAddress(samlOf().slo_url, {
    parameter: 'SAMLRequest',
    xml,
    relay_state: 'theirs',
    key: change.signer === undefined ? key : change.signer,
  })
  return change.address?.(address) ?? address
}

const attacker = createPrivateKey(keys.attacker.key.export({ format: 'pem', type: 'pkcs8' }))

describe('a logout at the application', () => {
  it('goes on to the identity provider with the name and the session, and comes back', async () => {
    const signed = await signedIn()
    const query = new URLSearchParams({ id_token_hint: signed.id_token, post_logout_redirect_uri })
    const led = new URL(locationOf(await signed.person.get(`${harness.url}/oauth/logout?${query}`)))
    expect(led.origin + led.pathname).toBe(idpSloUrl)
    const xml = messageIn(led, 'SAMLRequest')
    expect(xml).toContain(`<samlp:SessionIndex>${signed.session_index}</samlp:SessionIndex>`)
    expect(xml).toContain(signed.name_id)
    expect(led.searchParams.get('RelayState')).toBeTruthy()
    expect(await isSignedIn(signed)).toBe(false)
  })
})

describe('a logout request of the identity provider', () => {
  it('ends the session that it names, and is answered', async () => {
    const [signed, other] = [await signedIn(), await signedIn()]
    const answer = new URL(locationOf(await browser().get(requestOf(signed))))
    expect([answer.origin + answer.pathname, answer.searchParams.get('RelayState')]).toEqual([idpSloUrl, 'theirs'])
    expect(answer.searchParams.get('SAMLResponse')).toBeTruthy()
    expect([await isSignedIn(signed), await isSignedIn(other)]).toEqual([false, true])
  })

  const cases: readonly (readonly [string, string, Change])[] = [
    ['is not signed', 'saml_unsigned', { signer: null }],
    ['has lost its signature', 'saml_unsigned', { address: (one) => one.replace(/&Signature=[^&]*/, '') }],
    ['is signed by somebody else', 'saml_signature_invalid', { signer: attacker }],
    ['has another relay state', 'saml_signature_invalid', { address: (one) => one.replace('theirs', 'ours') }],
    ['has a second message', 'saml_structure_invalid', { address: (one) => one.replace('?', '?SAMLRequest=abc&') }],
    ['has a second message in disguise', 'saml_structure_invalid', { address: (one) => `${one}&SAML%52equest=abc` }],
    ['comes from another issuer', 'saml_issuer_mismatch', { issuer: 'https://other.example' }],
    ['is meant for another address', 'saml_destination_mismatch', { destination: 'https://other.example/slo' }],
  ]
  it.each(cases)('that %s changes nothing: %s', async (_, code, change) => {
    const signed = await signedIn()
    const refused = await browser().get(requestOf(signed, change))
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining(code)])
    expect(await isSignedIn(signed)).toBe(true)
  })

  it.each([
    ['the session of another person', { name_id: 'somebody-else' }],
    ['a session that nobody has', { session_index: 'no-session' }],
  ] as const)('for %s has no effect', async (_, change) => {
    const signed = await signedIn()
    expect(locationOf(await browser().get(requestOf(signed, change)))).toContain(idpSloUrl)
    expect(await isSignedIn(signed)).toBe(true)
  })

  it('counts once', async () => {
    const address = requestOf(await signedIn())
    await browser().get(address)
    expect(await (await browser().get(address)).text()).toContain('saml_replayed')
  })
})
