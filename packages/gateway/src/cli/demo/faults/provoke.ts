/**
 * Makes Entra fail, signs a person in as a browser would, and keeps what came of it.
 *
 *   everything as at the start → a sign-in → the fault → a sign-in → the page of the person, the record
 *
 * The fault stays on, so that it can be met in a real browser too.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { Gatehouse } from '@gatehouse-sso/sdk'
import type { ExplainedFailure } from '@gatehouse-sso/sdk/contract/explained-failure'
import type { Group } from '@gatehouse-sso/sdk/contract/groups'
import type { SignInWithTrace } from '@gatehouse-sso/sdk/contract/sign-ins'
import type { Emulator } from 'entra-emulator'
import { personIds } from '../directory.ts'
import { type Met as MetAtSignIn, signInAt } from '../sign-in.ts'
import type { Demo } from '../state.ts'
import type { Scenario } from './scenarios.ts'

/** The end of a sign-in, as the person meets it. */
export type Met =
  | { readonly kind: 'signed_in'; readonly profile: Profile }
  | Exclude<MetAtSignIn, { readonly kind: 'signed_in' }>

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
  const met = await signInAt(demo, emulator, demo.organization_id, user_name)
  if (met.kind !== 'signed_in') return met
  const headers = { authorization: `Bearer ${met.access_token}` }
  const profile = (await json(`${demo.issuer}/oauth/userinfo`, { headers })) as unknown as Profile
  return { kind: 'signed_in', profile }
}

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
