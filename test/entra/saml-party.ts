/** Connections by SAML whose identity provider is played here: every response is signed, with one thing changed. */
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import {
  authorizeAddress,
  type Browser,
  browser,
  type Harness,
  locationOf,
  redeem,
} from '../../packages/gateway/test/harness.ts'
import type { Style } from '../../packages/gateway/test/saml/style.ts'
import { entra as entraStyle } from '../../packages/gateway/test/saml/styles/entra.ts'
import { keycloak as keycloakStyle } from '../../packages/gateway/test/saml/styles/keycloak.ts'
import type { ResponseValues } from '../../packages/gateway/test/saml/values.ts'
import { answerTo, idpEntityId, idpSettings, type SamlAnswer } from '../../packages/gateway/test/saml-answer.ts'

export interface Party {
  readonly harness: Harness
  readonly connection: Connection
  /** How it writes responses, and their values that differ from those of the corpus. */
  readonly style: Style
  readonly values: Partial<ResponseValues>
}

export const entraTenant = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'

export const samlOf = ({ connection }: Party) => connection.saml as NonNullable<Connection['saml']>
export const issuerOf = ({ values }: Party): string => values.issuer ?? idpEntityId

type Change = Partial<Pick<Parameters<Harness['client']['connections']['create']>[0], 'settings' | 'policy'>>

async function party(
  harness: Harness,
  type: 'saml' | 'entra_saml',
  { settings, policy = {} }: Change,
  style: Style,
  values: Partial<ResponseValues> = {},
): Promise<Party> {
  const { client } = harness
  const { id: organization_id } = await client.organizations.create({ name: 'Contoso' })
  const { id } = await client.connections.create({ organization_id, type, policy, settings: settings ?? {} })
  return { harness, connection: await client.connections.activate(id), style, values }
}

/** A new organization whose identity provider is like Keycloak. */
export const keycloakParty = (harness: Harness, { settings, policy = {} }: Change = {}): Promise<Party> =>
  party(harness, 'saml', { settings: { ...idpSettings, ...settings }, policy }, keycloakStyle)

/** A new organization whose identity provider is Entra, in the public cloud. */
export function entraParty(harness: Harness, { settings, policy = {} }: Change = {}): Promise<Party> {
  const saml2 = `https://login.microsoftonline.com/${entraTenant}/saml2`
  const { attributes, issuer } = entraStyle.values
  const own = { ...idpSettings, idp_entity_id: issuer, sso_url: saml2, slo_url: saml2 }
  return party(harness, 'entra_saml', { settings: { ...own, ...settings }, policy }, entraStyle, { attributes, issuer })
}

let answers = 0

export interface Asked {
  readonly person: Browser
  /** The address at the identity provider, with the request. */
  readonly location: string
}

/** Begins a sign-in. */
export async function asked(
  { harness, connection }: Party,
  change: Readonly<Record<string, string | undefined>> = {},
): Promise<Asked> {
  const person = browser()
  const address = authorizeAddress(harness, { organization: undefined, connection: connection.id, ...change })
  return { person, location: locationOf(await person.get(address)) }
}

/** A response to a request, with names of its own. */
export function responseTo(at: Party, { location }: Asked, change: Partial<ResponseValues> = {}) {
  answers += 1
  const name = String(answers)
  const answer: SamlAnswer = answerTo(location, at.connection, name, { ...at.values, ...change }, at.style)
  return { ...answer, session_index: `session-${name}`, name_id: change.name_id ?? `person-${name}` }
}

/** Signs a person in. @throws Error for somebody who is refused, with the code of the failure */
export async function signedIn(at: Party, change: Partial<ResponseValues> = {}) {
  const begun = await asked(at)
  const { acs_url, form, session_index, name_id } = responseTo(at, begun, change)
  const location = locationOf(await begun.person.post(acs_url, form))
  const code = new URL(location, at.harness.url).searchParams.get('code')
  if (code === null) throw new Error(`not signed in: ${await codeAt(at, location)}`)
  const { id_token } = (await (await redeem(at.harness, code)).json()) as { id_token: string }
  return { at, person: begun.person, session_index, name_id, id_token }
}

export type SignedIn = Awaited<ReturnType<typeof signedIn>>

/** Whether the session still answers for its person. */
export async function isSignedIn({ at, person }: SignedIn): Promise<boolean> {
  const { id: connection } = at.connection
  const address = authorizeAddress(at.harness, { organization: undefined, connection, prompt: 'none' })
  return locationOf(await person.get(address)).includes('code=')
}

async function codeAt({ harness }: Party, location: string): Promise<string | undefined> {
  const id = location.split('/').at(-1) ?? ''
  return (await harness.client.signIns.get(id)).error?.code
}

/** The code of the failure with which a response is refused; `undefined` for a response that is accepted. */
export async function refusalOf(
  at: Party,
  change: Partial<ResponseValues>,
  begun?: Asked,
): Promise<string | undefined> {
  const answered = begun ?? (await asked(at))
  const { acs_url, form } = responseTo(at, answered, change)
  const location = locationOf(await answered.person.post(acs_url, form))
  return location.includes('code=') ? undefined : codeAt(at, location)
}
