/** Single logout by SAML: ours at the identity provider, and theirs here. */
import { createPrivateKey } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { logoutRequest, logoutResponse } from '../../packages/gateway/src/saml/logout.ts'
import { statuses } from '../../packages/gateway/src/saml/names.ts'
import { redirectAddress } from '../../packages/gateway/src/saml/redirect-binding.ts'
import {
  browser,
  type Harness,
  locationOf,
  post_logout_redirect_uri,
  startHarness,
} from '../../packages/gateway/test/harness.ts'
import { keys } from '../../packages/gateway/test/saml/keys.ts'
import { idpSloUrl, messageIn } from '../../packages/gateway/test/saml-answer.ts'
import {
  entraParty,
  entraTenant,
  isSignedIn,
  issuerOf,
  keycloakParty,
  type Party,
  type SignedIn,
  samlOf,
  signedIn,
} from './saml-party.ts'

const key = createPrivateKey(keys.idp.key.export({ format: 'pem', type: 'pkcs8' }))

const attacker = createPrivateKey(keys.attacker.key.export({ format: 'pem', type: 'pkcs8' }))

let harness: Harness
let keycloak: Party
let entra: Party
beforeAll(async () => {
  harness = await startHarness()
  keycloak = await keycloakParty(harness, { policy: { upstream_logout: true } })
  entra = await entraParty(harness, { policy: { upstream_logout: true } })
})
afterAll(() => harness.close())

interface Change {
  readonly signer?: typeof key | null
  readonly session_index?: string | null
  readonly name_id?: string
  readonly issuer?: string
  readonly destination?: string
  readonly address?: (address: string) => string
}

let requests = 0
/** A logout request of the identity provider. */
function requestOf(of: SignedIn, change: Change = {}): string {
  const { slo_url } = samlOf(of.at)
  requests += 1
  const xml = logoutRequest({
    id: `_logout${requests}`,
    issued_at: Date.now(),
    issuer: change.issuer ?? issuerOf(of.at),
    destination: change.destination ?? slo_url,
    name_id: { value: change.name_id ?? of.name_id, format: null, name_qualifier: null, sp_name_qualifier: null },
    session_index: change.session_index === undefined ? of.session_index : change.session_index,
  })
  const address = redirectAddress(slo_url, {
    parameter: 'SAMLRequest',
    xml,
    relay_state: 'theirs',
    key: change.signer === undefined ? key : change.signer,
  })
  return change.address?.(address) ?? address
}

describe('a logout at the application', () => {
  it('goes on to the identity provider with the name and the session, and comes back', async () => {
    const signed = await signedIn(keycloak)
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

interface Answer {
  readonly signer?: typeof key | null
  readonly in_response_to?: string
  readonly is_success?: boolean
  readonly issuer?: string
  readonly relay_state?: string | null
}

/** Signs a person out, and answers as the identity provider. */
async function answered(change: Answer = {}, at: Party = keycloak) {
  const { slo_url } = samlOf(at)
  const { person, id_token } = await signedIn(at)
  const led = new URL(locationOf(await person.get(`${harness.url}/oauth/logout?id_token_hint=${id_token}`)))
  const [, id = ''] = / ID="([^"]+)"/.exec(messageIn(led, 'SAMLRequest')) ?? []
  const address = redirectAddress(slo_url, {
    parameter: 'SAMLResponse',
    xml: logoutResponse({
      id: `_answer${id}`,
      issued_at: Date.now(),
      issuer: change.issuer ?? issuerOf(at),
      destination: slo_url,
      in_response_to: change.in_response_to ?? id,
      is_success: change.is_success ?? true,
    }),
    relay_state: change.relay_state === undefined ? led.searchParams.get('RelayState') : change.relay_state,
    key: change.signer === undefined ? key : change.signer,
  })
  const back = await person.get(address)
  if (back.status !== 303) return { status: back.status, text: await back.text() }
  return { status: 303, text: await (await person.get(locationOf(back))).text() }
}

describe('the answer of the identity provider to our logout', () => {
  it.each([
    ['is signed', {}],
    ['is not signed, and names our request', { signer: null }],
  ] as const)('that %s leads to the page that names the identity provider', async (_, change) => {
    expect(await answered(change)).toMatchObject({ status: 303, text: expect.stringContaining('SAML 2.0') })
  })

  it('that reports a failure does not say that the session there has ended', async () => {
    const { status, text } = await answered({ is_success: false })
    expect([status, text.includes('SAML 2.0')]).toEqual([303, false])
  })

  const cases: readonly (readonly [string, string, Answer])[] = [
    [
      'is not signed, and names another request',
      'saml_in_response_to_mismatch',
      { signer: null, in_response_to: '_x' },
    ],
    ['is not signed, and comes without our state', 'saml_unsigned', { signer: null, relay_state: null }],
    ['is not signed, and comes with another state', 'saml_in_response_to_mismatch', { signer: null, relay_state: 'x' }],
    ['is signed, and names another request', 'saml_in_response_to_mismatch', { in_response_to: '_x' }],
    ['is signed by somebody else', 'saml_signature_invalid', { signer: attacker }],
    ['comes from another issuer', 'saml_issuer_mismatch', { issuer: 'https://other.example' }],
  ]
  it.each(cases)('that %s is refused: %s', async (_, code, change) => {
    expect(await answered(change)).toMatchObject({ status: 400, text: expect.stringContaining(code) })
  })
})

describe('a logout request of the identity provider', () => {
  it('ends the session that it names, and is answered', async () => {
    const [signed, other] = [await signedIn(keycloak), await signedIn(keycloak)]
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
    const signed = await signedIn(keycloak)
    const refused = await browser().get(requestOf(signed, change))
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining(code)])
    expect(await isSignedIn(signed)).toBe(true)
  })

  it.each([
    ['the session of another person', { name_id: 'somebody-else' }],
    ['a session that nobody has', { session_index: 'no-session' }],
  ] as const)('for %s has no effect', async (_, change) => {
    const signed = await signedIn(keycloak)
    expect(locationOf(await browser().get(requestOf(signed, change)))).toContain(idpSloUrl)
    expect(await isSignedIn(signed)).toBe(true)
  })

  it('that names no session ends all of the person', async () => {
    const [signed, other] = [await signedIn(keycloak), await signedIn(keycloak)]
    const answer = new URL(locationOf(await browser().get(requestOf(signed, { session_index: null }))))
    expect(messageIn(answer, 'SAMLResponse')).toContain(statuses.success)
    expect([await isSignedIn(signed), await isSignedIn(other)]).toEqual([false, true])
  })

  it('counts once', async () => {
    const address = requestOf(await signedIn(keycloak))
    await browser().get(address)
    expect(await (await browser().get(address)).text()).toContain('saml_replayed')
  })
})

describe('Entra names itself by its sign-in host when it signs people out', () => {
  const issuer = `https://login.microsoftonline.com/${entraTenant}/`

  it('in its answers', async () => {
    expect(await answered({ issuer, signer: null }, entra)).toMatchObject({ status: 303 })
  })

  it.each(['its requests', 'its requests that name no session'])('in %s', async (which) => {
    const signed = await signedIn(entra)
    const change = { issuer, ...(which === 'its requests' ? {} : { session_index: null }) }
    const answer = new URL(locationOf(await browser().get(requestOf(signed, change))))
    expect(messageIn(answer, 'SAMLResponse')).toContain(statuses.success)
    expect(await isSignedIn(signed)).toBe(false)
  })

  it('of its own tenant only', async () => {
    const other = `https://login.microsoftonline.com/${entraTenant.replace('8f', '8e')}/`
    const refused = await browser().get(requestOf(await signedIn(entra), { issuer: other }))
    expect(await refused.text()).toContain('saml_issuer_mismatch')
  })
})
