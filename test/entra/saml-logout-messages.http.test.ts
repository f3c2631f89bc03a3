/** Logout messages of a SAML identity provider, by both bindings, with one thing wrong. */
import { createPrivateKey } from 'node:crypto'
import { hourMs } from '@gatehouse-sso/core/time'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LogoutRequest, logoutRequest } from '../../packages/gateway/src/saml/logout.ts'
import { postValue, signed } from '../../packages/gateway/src/saml/post-binding.ts'
import { redirectAddress } from '../../packages/gateway/src/saml/redirect-binding.ts'
import { browser, type Harness, locationOf, startHarness } from '../../packages/gateway/test/harness.ts'
import { keys, type SigningKey } from '../../packages/gateway/test/saml/keys.ts'
import { idpSloUrl } from '../../packages/gateway/test/saml-answer.ts'
import { isSignedIn, issuerOf, keycloakParty, type Party, type SignedIn, samlOf, signedIn } from './saml-party.ts'

const bindings = ['redirect', 'post'] as const
type Binding = (typeof bindings)[number]
let harness: Harness
let party: Party
let other: Party
beforeAll(async () => {
  harness = await startHarness()
  party = await keycloakParty(harness, { policy: { upstream_logout: true } })
  other = await keycloakParty(harness, { policy: { upstream_logout: true } })
})
afterAll(() => harness.close())

const pemOf = ({ key }: SigningKey): string => key.export({ format: 'pem', type: 'pkcs8' }).toString()

interface Change {
  readonly signer?: SigningKey | null
  readonly request?: Partial<LogoutRequest>
  /** The connection to whose address it goes. */
  readonly to?: Party
  /** Before it is signed. */
  readonly edit?: (xml: string) => string
  /** After it is signed. */
  readonly change?: (xml: string) => string
}

let requests = 0
/** Sends a logout request of the identity provider. */
async function send(of: SignedIn, binding: Binding, { signer = keys.idp, ...change }: Change): Promise<Response> {
  const { slo_url } = samlOf(change.to ?? of.at)
  requests += 1
  const written = logoutRequest({
    id: `_logout${requests}`,
    issued_at: Date.now(),
    issuer: issuerOf(of.at),
    destination: slo_url,
    name_id: { value: of.name_id, format: null, name_qualifier: null, sp_name_qualifier: null },
    session_index: of.session_index,
    ...change.request,
  })
  const xml = change.edit?.(written) ?? written
  if (binding === 'redirect') {
    const key = signer && createPrivateKey(pemOf(signer))
    return browser().get(redirectAddress(slo_url, { parameter: 'SAMLRequest', xml, relay_state: null, key }))
  }
  const { certificate } = signer ?? keys.idp
  const sent = signer ? await signed(xml, { private_key: pemOf(signer), certificate }) : xml
  return browser().post(slo_url, new URLSearchParams({ SAMLRequest: postValue(change.change?.(sent) ?? sent) }))
}

describe.each(bindings)('a logout request by %s', (binding) => {
  it('ends the session that it names, and is answered', async () => {
    const person = await signedIn(party)
    expect(locationOf(await send(person, binding, {}))).toContain(idpSloUrl)
    expect(await isSignedIn(person)).toBe(false)
  })

  const cases: readonly (readonly [string, string, Change])[] = [
    ['is not signed', 'saml_unsigned', { signer: null }],
    ['is signed by somebody else', 'saml_signature_invalid', { signer: keys.attacker }],
    ['comes from another issuer', 'saml_issuer_mismatch', { request: { issuer: 'https://other.example' } }],
    ['is meant for another address', 'saml_destination_mismatch', { request: { destination: 'https://x.example' } }],
    ['is an hour old', 'saml_expired', { request: { issued_at: Date.now() - hourMs } }],
    ['comes from the future', 'saml_not_yet_valid', { request: { issued_at: Date.now() + hourMs } }],
    [
      'has ended',
      'saml_expired',
      { edit: (xml) => xml.replace(' Version=', ' NotOnOrAfter="2020-01-01T00:00:00Z" Version=') },
    ],
    [
      'has one ID twice',
      'saml_structure_invalid',
      {
        edit: (xml) =>
          xml.replace('<saml:NameID', '<saml:NameID ID="_logout0" ').replace(/ ID="_logout\d+" V/, ' ID="_logout0" V'),
      },
    ],
    [
      'is another kind of message',
      'saml_structure_invalid',
      { edit: (xml) => xml.replaceAll('samlp:LogoutRequest', 'samlp:ManageNameIDRequest') },
    ],
    ['has a document type', 'saml_xml_forbidden', { edit: (xml) => `<!DOCTYPE x>${xml}` }],
  ]
  it.each(cases.filter(([name]) => binding === 'redirect' || !/document type/.test(name)))(
    'that %s changes nothing: %s',
    async (_, code, change) => {
      const person = await signedIn(party)
      const answer = await send(person, binding, change)
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(code)])
      expect(await isSignedIn(person)).toBe(true)
    },
  )

  it('for a session of another connection has no effect', async () => {
    const person = await signedIn(party)
    await send(person, binding, { to: other })
    expect(await isSignedIn(person)).toBe(true)
  })
})

describe('a posted logout request', () => {
  const changes: readonly (readonly [string, string, (xml: string) => string])[] = [
    [
      'that was changed after it was signed',
      'saml_signature_invalid',
      (xml) => xml.replace(/session-\d+/, 'session-x'),
    ],
    [
      'with a second signature',
      'saml_signature_refused',
      (xml) => xml.replace(/(<(?:\w+:)?Signature[ >].*<\/(?:\w+:)?Signature>)/s, '$1$1'),
    ],
    [
      'with a signature inside the name',
      'saml_signature_refused',
      (xml) => xml.replace(/(<(?:\w+:)?Signature[ >].*<\/(?:\w+:)?Signature>)(.*)(<\/saml:NameID>)/s, '$1$2$1$3'),
    ],
    ['with a document type', 'saml_xml_forbidden', (xml) => `<!DOCTYPE x>${xml}`],
  ]
  it.each(changes)('%s changes nothing: %s', async (_, code, change) => {
    const person = await signedIn(party)
    expect(await (await send(person, 'post', { change })).text()).toContain(code)
    expect(await isSignedIn(person)).toBe(true)
  })
})
