/** Connections by SAML to the emulator's Entra, Okta and Google, and people who sign in through them. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import type { SamlApplicationOptions, SigningPerson, TenantFixture } from 'entra-emulator'
import {
  authorizeAddress,
  type Browser,
  browser,
  locationOf,
  payloadOf,
  redeem,
} from '../../packages/gateway/test/harness.ts'
import { type Entra, upstreamSecret } from './entra.ts'

export const ada = 'ada@contoso.example'
export const ben = 'ben@contoso.example'

/** A tenant with two people and an application by OpenID Connect. */
export const contoso: TenantFixture = {
  displayName: 'Contoso',
  domains: ['contoso.example'],
  users: [
    { userPrincipalName: ada, mail: ada, displayName: 'Ada Muster', givenName: 'Ada', surname: 'Muster' },
    { userPrincipalName: ben, mail: ben, displayName: 'Ben Muster' },
  ],
  applications: [
    {
      displayName: 'Gatehouse',
      appId: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
      passwordCredentials: [{ secretText: upstreamSecret }],
    },
  ],
}

type ConnectionInput = Parameters<Entra['harness']['client']['connections']['create']>[0]

export interface SamlConnection {
  readonly connection: Connection
  readonly app_id: string
  readonly user_access_url: string
}

export interface SamlChange {
  readonly input?: Partial<ConnectionInput>
  readonly application?: Partial<SamlApplicationOptions>
}

/** Makes an active connection to a new SAML application of the emulator's Entra, from its metadata address. */
export async function connectSaml(
  { harness, emulator }: Entra,
  { input = {}, application = {} }: SamlChange = {},
): Promise<SamlConnection> {
  const { client, organization_id } = harness
  const { settings = {}, ...others } = input
  const draft = await client.connections.create({ organization_id, type: 'entra_saml', ...others, settings })
  const { sp_entity_id, acs_url, slo_url } = draft.saml as NonNullable<Connection['saml']>
  const app = emulator.addSamlApplication({
    entity_id: sp_entity_id,
    acs_url,
    logout_url: slo_url,
    ...application,
  })
  await client.connections.update(draft.id, { settings: { metadata_url: app.metadata_url } })
  const connection = await client.connections.activate(draft.id)
  return { connection, app_id: app.app_id, user_access_url: app.user_access_url }
}

export interface SamlSignIn {
  readonly person?: Browser
  readonly change?: Record<string, string | undefined>
  /** Changes the fields of the form before it is posted. */
  readonly tamper?: (fields: URLSearchParams) => URLSearchParams
}

/** Begins a sign-in, and lets somebody sign in at the identity provider. @returns the form that their browser posts */
export async function answerOf(
  { harness, emulator }: Entra,
  connection: Id<'conn'>,
  who: SigningPerson,
  { person = browser(), change = {} }: SamlSignIn = {},
): Promise<{ readonly url: URL; readonly fields: URLSearchParams; readonly person: Browser }> {
  const address = authorizeAddress(harness, { organization: undefined, connection, ...change })
  const asked = await person.get(address)
  const { url, form } = await emulator.signIn(locationOf(asked), who)
  return { url, fields: form ?? new URLSearchParams(), person }
}

/** Posts a form as a browser does, with the cookies of our site only where our own page posts it once more. */
export async function postAnswer(url: URL, fields: URLSearchParams, person: Browser): Promise<Response> {
  const first = await browser().post(url.href, fields)
  const page = await first.text()
  if (!page.includes('name="posted_again"')) throw new Error(`no page that posts again: ${first.status}`)
  return person.post(url.href, new URLSearchParams([...fields, ['posted_again', '1']]))
}

/** Signs a person in. @returns where the browser ends: the application's redirect URI, or our page */
export async function signInBySaml(
  entra: Entra,
  connection: Id<'conn'>,
  who: SigningPerson,
  how: SamlSignIn = {},
): Promise<URL> {
  const { url, fields, person } = await answerOf(entra, connection, who, how)
  const response = await postAnswer(url, how.tamper?.(fields) ?? fields, person)
  return new URL(locationOf(response), entra.harness.url)
}

/** The claims of the ID token that the application gets. */
export async function claimsBySaml(
  entra: Entra,
  connection: Id<'conn'>,
  who: SigningPerson,
  how: SamlSignIn = {},
): Promise<Record<string, unknown>> {
  const { searchParams, href } = await signInBySaml(entra, connection, who, how)
  const code = searchParams.get('code')
  if (code === null) throw new Error(`not signed in: ${href}`)
  const { id_token } = (await (await redeem(entra.harness, code)).json()) as { id_token: string }
  return payloadOf(id_token)
}
