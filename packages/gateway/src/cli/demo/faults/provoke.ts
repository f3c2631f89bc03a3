/**
 * Makes Entra fail, signs a person in as a browser would, and keeps what came of it.
 *
 *   everything as at the start → a sign-in → the fault → a sign-in → the page of the person, the record
 *
 * The fault stays on, so that it can be met in a real browser too.
 */
import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Gatehouse } from '@gatehouse-sso/sdk'
import type { ExplainedFailure } from '@gatehouse-sso/sdk/contract/explained-failure'
import type { Group } from '@gatehouse-sso/sdk/contract/groups'
import type { SignInWithTrace } from '@gatehouse-sso/sdk/contract/sign-ins'
import { type Emulator, SignInError } from 'entra-emulator'
import { openWindow } from '../../../testing/window.ts'
import { personIds } from '../directory.ts'
import type { Demo } from '../state.ts'
import { pageText } from './page-text.ts'
import type { Scenario } from './scenarios.ts'

/** The end of a sign-in, as the person meets it. */
export type Met =
  | { readonly kind: 'signed_in'; readonly profile: Profile }
  | { readonly kind: 'entra_page'; readonly text: string }
  | { readonly kind: 'gateway_page'; readonly heading: string; readonly paragraphs: readonly string[] }

/** The answer of userinfo. */
export interface Profile {
  readonly sub: string
  readonly name?: string
  readonly email?: string
  readonly role?: string
}

export interface Provoked {
  readonly scenario: Scenario
  /** The user name of the person after the change. */
  readonly user_name: string
  /** The person before the fault. */
  readonly before: Profile | undefined
  readonly met: Met
  readonly record: SignInWithTrace
  /** The explanation of each code. Entra's own page never comes back, so its text is explained. */
  readonly hints: ExplainedFailure['hints']
  /** How the connection's credential is known to be now, and why. */
  readonly health: string | undefined
  /** The names of the groups that give roles, by their ids at Entra. */
  readonly group_names: ReadonlyMap<string, string>
}

const idAndName = ({ idp_id, name }: Group): readonly [string, string] => [idp_id, name]

export async function backToNormal(emulator: Emulator): Promise<void> {
  await emulator.admin('POST', '/reset')
}

/** @throws Error when the gateway or the emulator does not answer */
export async function provoke(demo: Demo, emulator: Emulator, scenario: Scenario): Promise<Provoked> {
  const client = new Gatehouse({ base_url: demo.issuer, api_key: demo.api_key })
  await backToNormal(emulator)
  const normal = await signIn(demo, emulator, userName(emulator, scenario))
  const { change, fault } = scenario
  if (change) await emulator.admin('POST', '/changes', { name: change, of: subject(demo, change, scenario) })
  if (fault) await emulator.admin('POST', '/faults', { ...fault })

  const user_name = userName(emulator, scenario)
  const met = await signIn(demo, emulator, user_name)
  const record = await latest(client, demo, met.kind !== 'entra_page')
  const { hints } =
    met.kind === 'entra_page'
      ? await client.connections.explain(demo.connection_id, { text: met.text })
      : { hints: record.error?.hints ?? [] }
  const groups = await client.groups.list({ organization_id: demo.organization_id, source: 'api', limit: 100 })
  const [credential] = (await client.connections.get(demo.connection_id)).credentials
  const health = credential && `${credential.health.result}: ${credential.health.because}`
  const before = normal.kind === 'signed_in' ? normal.profile : undefined
  return { scenario, user_name, before, met, record, hints, health, group_names: new Map(groups.data.map(idAndName)) }
}

const ofPerson: readonly string[] = ['many-groups', 'rename', 'disable', 'remove-email', 'make-guest']

function subject(demo: Demo, change: string, { person }: Scenario): string {
  return ofPerson.includes(change) ? personIds[person] : demo.emulator.client_id
}

/** The name that the person types: of a guest the email at home. */
function userName(emulator: Emulator, { person }: Scenario): string {
  const users = emulator.tenants().flatMap((tenant) => tenant.users)
  const user = users.find(({ id }) => id === personIds[person])
  return (user?.userType === 'Guest' ? user.mail : user?.userPrincipalName) ?? ''
}

async function signIn(demo: Demo, emulator: Emulator, user_name: string): Promise<Met> {
  const { client_id, client_secret, redirect_uri } = demo.application
  const code_verifier = randomBytes(32).toString('base64url')
  const authorize = `${demo.issuer}/oauth/authorize?${new URLSearchParams({
    client_id,
    redirect_uri,
    response_type: 'code',
    scope: 'openid profile email',
    state: randomBytes(16).toString('base64url'),
    code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
    code_challenge_method: 'S256',
    organization: demo.organization_id,
  })}`
  const window = openWindow((url) => url.origin === demo.emulator.url || url.href.startsWith(`${redirect_uri}?`))
  let page = await window.open(authorize)
  try {
    if (page.url.origin === demo.emulator.url) {
      page = await window.open((await emulator.signIn(page.url, user_name)).url.href)
    }
  } catch (error) {
    if (error instanceof SignInError) return { kind: 'entra_page', text: entraText(error) }
    throw error
  }
  if (page.status !== 0) return { kind: 'gateway_page', ...pageText(page.html) }
  const code = page.url.searchParams.get('code') ?? ''
  const tokens = await json(`${demo.issuer}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri, code_verifier }),
  })
  const headers = { authorization: `Bearer ${tokens.access_token}` }
  return {
    kind: 'signed_in',
    profile: (await json(`${demo.issuer}/oauth/userinfo`, { headers })) as unknown as Profile,
  }
}

const entraText = ({ aadsts, text }: SignInError): string => (aadsts === undefined ? text : `AADSTS${aadsts}: ${text}`)

async function json(address: string, init: RequestInit): Promise<Record<string, unknown>> {
  const response = await fetch(address, init)
  if (!response.ok) throw new Error(`${new URL(address).pathname} answered ${response.status}`)
  return (await response.json()) as Record<string, unknown>
}

/** The record of the last sign-in. Its details are written a moment after the answer. */
async function latest(client: Gatehouse, demo: Demo, ended: boolean, tries = 50): Promise<SignInWithTrace> {
  const [newest] = (await client.signIns.list({ connection_id: demo.connection_id, limit: 1 })).data
  if (!newest) throw new Error('there is no sign-in')
  const record = await client.signIns.reveal(newest.id)
  if (!ended || record.decision || record.error || tries === 0) return record
  await pause(100)
  return latest(client, demo, ended, tries - 1)
}
