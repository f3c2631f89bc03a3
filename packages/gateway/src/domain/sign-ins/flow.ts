/**
 * The memory of a sign-in in flight: the application's request, the settings and mapping of the connection as the
 * sign-in began, the state of the protocol, and the first steps of the trace. It is sealed in the row of the sign-in
 * (docs/decisions/0011). The browser carries none of it.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { FailureCode } from '@gatehouse-sso/core/failures'
import type { Id } from '@gatehouse-sso/core/ids'
import type { AuthorizationRequest } from '@gatehouse-sso/core/oauth/authorization-request'
import { noClaims } from '@gatehouse-sso/core/oauth/claims-parameter'
import type { TraceStep } from '../events/trace.ts'
import type { Ports } from '../ports/ports.ts'
import type { ProtocolState } from '../ports/protocol-state.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { SignInRecord } from '../stores/sign-ins.ts'

/**
 * The part of a connection that a sign-in keeps until it ends, even if an administrator changes the connection
 * meanwhile.
 */
export type PinnedConnection = Pick<ConnectionRecord, 'type' | 'settings' | 'mapping'>

export interface Flow {
  readonly request: AuthorizationRequest
  /** As it was sent to the identity provider. */
  readonly redirect_uri: string
  readonly connection: PinnedConnection
  readonly protocol_state: ProtocolState
  readonly steps: readonly TraceStep[]
}

/** The memory of a test of a connection: there is no application that asked. */
export interface TestFlow extends Omit<Flow, 'request'> {
  /** The test completes the consent of an administrator. */
  readonly consent?: ConsentFlow
  /** The person signs in to something of ours and to no application. */
  readonly returns_to?: ReturnPlace
}

/** A staff member of an opened invitation, and the hash of its link. */
export interface InvitedPerson {
  readonly staff_id: Id<'staff'>
  readonly token_hash: string
}

/** An administrator comes back to the setup portal, by the link that names them; or staff to the console, perhaps invited. */
export type ReturnPlace =
  | { readonly kind: 'setup'; readonly setup_link_id: Id<'setup'> }
  | {
      readonly kind: 'console'
      readonly invited: InvitedPerson | null
      readonly connection_id: Id<'conn'>
      readonly to: string
    }

/** A verified person who came to something of ours: the setup portal, or the console. */
export interface ReturnedPerson {
  readonly returns_to: ReturnPlace
  readonly authority: string
  readonly subject: string
  /** The addresses that they have proved, in the form in which emails are compared. */
  readonly email_keys: readonly string[]
  readonly name: string | null
  /** The policy that would keep the person out of an application; `null` for none. */
  readonly refusal: FailureCode | null
}

export interface ConsentFlow {
  /** The hash of the handle that the consent was asked with: it recognises an answer that is used twice. */
  readonly asked_hash: string
  /** The answer, once it came: the tenant that it named, which nothing proves. */
  readonly answer: { readonly unverified_tenant: string | null } | null
  readonly go_on?: GoOn
}

/** The application to which an invited administrator goes on after the consent. */
export interface GoOn {
  readonly address: string
  readonly name: string
}

const context = (id: Id<'signin'>): string => `sign_ins.flow:${id}`

/** The members of a request of which an application sends few. */
const unsent: Omit<AuthorizationRequest, 'client_id' | 'redirect_uri' | 'response_mode' | 'scopes'> = {
  state: null,
  nonce: null,
  code_challenge: null,
  prompt: [],
  max_age: null,
  auth_time_essential: false,
  acr_values: [],
  acr_essential: false,
  requested_claims: noClaims,
  organization: null,
  connection: null,
  login_hint: null,
  domain_hint: null,
  id_token_hint: null,
  resource: null,
  ui_locales: null,
}

/** Leaves out what was not sent. It is half of a request, and would be sealed, stored and parsed with each sign-in. */
function asSent(request: AuthorizationRequest): Readonly<Record<string, unknown>> {
  const sent: Record<string, unknown> = {}
  const nothing: Readonly<Record<string, unknown>> = unsent
  for (const [name, value] of Object.entries(request)) {
    const isUnsent = name in nothing && (value === nothing[name] || (Array.isArray(value) && value.length === 0))
    if (!isUnsent) sent[name] = value
  }
  return sent
}

export function sealFlow(ports: Ports, id: Id<'signin'>, flow: Flow): string {
  return ports.keys.seal(JSON.stringify({ ...flow, request: asSent(flow.request) }), context(id))
}

/** @throws Failure sealed_value_unreadable; state_unknown for a sign-in that a session answered */
export function openFlow(ports: Ports, sign_in: SignInRecord): Flow {
  const flow = openCommonFlow(ports, sign_in) as Flow
  return { ...flow, request: { ...unsent, ...flow.request } }
}

/** Opens what the memory of every sign-in holds, of a test too. @throws Failure sealed_value_unreadable, state_unknown */
export function openCommonFlow(ports: Ports, { id, flow_sealed }: SignInRecord): Omit<Flow, 'request'> {
  if (flow_sealed === null) throw new Failure('state_unknown')
  return JSON.parse(ports.keys.open(flow_sealed, context(id))) as Omit<Flow, 'request'>
}

export function sealTestFlow(ports: Ports, id: Id<'signin'>, flow: TestFlow): string {
  return ports.keys.seal(JSON.stringify(flow), context(id))
}

/** @throws Failure sealed_value_unreadable, state_unknown */
export function openTestFlow(ports: Ports, sign_in: SignInRecord): TestFlow {
  return openCommonFlow(ports, sign_in)
}
