/** The way to the identity provider: the row of the sign-in is written, and the browser is sent on. */
import { isFailure, recordedFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { AuthorizationRequest } from '@gatehouse-sso/core/oauth/authorization-request'
import { noteEndpoints } from '../connections/endpoints.ts'
import { redirectUri } from '../connections/redirect-uri.ts'
import { serviceProviderOf } from '../credentials/saml-party.ts'
import { type OpenTrace, openTrace } from '../events/trace.ts'
import type { BeginUpstream } from '../ports/identity-providers.ts'
import { type Flow, sealFlow } from '../sign-ins/flow.ts'
import { insertFailure } from '../sign-ins/refuse.ts'
import { hintedEmail } from '../sign-ins/refused-requests.ts'
import { newSignIn } from '../sign-ins/sign-ins.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { BegunSignIn, SignInRecord } from '../stores/sign-ins.ts'
import { newHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'
import { runWithPushedRequest } from './pushed-requests.ts'

export interface BeginOptions {
  readonly browser_hash: string
  /** The person has signed out here before: let them pick an account instead of passing through. */
  readonly signed_out: boolean
  readonly restarted: boolean
  /** The pushed request that this sign-in uses up. */
  readonly pushed_id: Id<'par'> | null
}

/**
 * Opens a sign-in.
 * @returns the address at the identity provider to send the browser to
 * @throws Failure when there is none. The failed sign-in is recorded.
 */
export async function begin(
  work: Work,
  environment: EnvironmentRecord,
  connection: ConnectionRecord,
  request: AuthorizationRequest,
  { browser_hash, signed_out, restarted, pushed_id }: BeginOptions,
): Promise<string> {
  const { ports } = work
  const trace = openTrace(work)
  const id = ports.keys.newId('signin')
  const { handle, hash } = newHandle(ports.keys, id, 128)
  const sign_in: BegunSignIn = {
    ...newSignIn(ports, {
      id,
      environment_id: environment.id,
      application_id: request.client_id as Id<'app'>,
      organization_id: connection.organization_id,
      connection_id: connection.id,
      browser_hash,
    }),
    email_key: hintedEmail(request.login_hint),
    state_hash: hash,
    restarted,
  }
  const flow: Omit<Flow, 'protocol_state' | 'steps'> = {
    request,
    redirect_uri: redirectUri(ports.public_url, environment, connection),
    connection: { type: connection.type, settings: connection.settings, mapping: connection.mapping },
  }
  trace.step('request', { application_id: request.client_id, scopes: request.scopes, prompt: request.prompt })
  try {
    const { location, protocol_state, new_endpoints } = await ports.identity_providers.begin({
      connection,
      service_provider: await serviceProviderOf(ports, environment, connection),
      redirect_uri: flow.redirect_uri,
      handle,
      login_hint: request.login_hint,
      domain_hint: request.domain_hint,
      prompt: upstreamPrompt(request, signed_out),
      max_age: request.max_age,
      auth_time_essential: request.auth_time_essential,
      acr_values: request.acr_values,
    })
    // Scheme and host alone, because the rest has the handle. The identity provider's addresses were checked when they were read.
    trace.step('redirect', { to: /^https?:\/\/[^/?#]+/i.exec(location)?.[0] ?? null })
    const flow_sealed = sealFlow(ports, id, { ...flow, protocol_state, steps: trace.steps })
    const insert = ports.stores.in(environment.id).sign_ins.insert({ ...sign_in, flow_sealed })
    await runWithPushedRequest(work, environment.id, pushed_id, [insert])
    await noteEndpoints(work, connection, new_endpoints)
    return location
  } catch (error) {
    if (!isFailure(error) || error.code === 'database_unavailable') throw error
    trace.failed('redirect')
    trace.error(error)
    const flow_sealed = sealFlow(ports, id, { ...flow, protocol_state: {}, steps: [] })
    await recordNotSent(work, { ...sign_in, flow_sealed, error_code: error.code }, trace)
    throw recordedFailure(error, { sign_in_id: id, client_id: request.client_id })
  }
}

/** Records an attempt that failed before the person was sent to the identity provider. */
async function recordNotSent(work: Work, sign_in: SignInRecord, trace: OpenTrace): Promise<void> {
  const { id, environment_id, created_at } = sign_in
  const failed: SignInRecord = { ...sign_in, state: 'failed', finished_at: created_at }
  const insert = work.ports.stores.in(environment_id).sign_ins.insert(failed)
  await work.units.run([insert, trace.write(environment_id, id), insertFailure(work, failed)])
}

function upstreamPrompt({ prompt }: AuthorizationRequest, signed_out: boolean): BeginUpstream['prompt'] {
  if (prompt.includes('login')) return 'login'
  if (prompt.includes('consent')) return 'consent'
  return prompt.includes('select_account') || signed_out ? 'choose' : null
}
