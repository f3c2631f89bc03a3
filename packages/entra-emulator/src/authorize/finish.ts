import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { enterAdminCenter } from '../admin-center/account.ts'
import type { Person } from '../claims/person.ts'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import { provoke } from '../faults/provoke.ts'
import { newGuid } from '../identifier.ts'
import { deviceDonePage } from '../pages/device-pages.ts'
import { sendPage } from '../pages/send-page.ts'
import { finishPersona } from '../personas/finish-persona.ts'
import { finishSaml } from '../saml/finish-sign-in.ts'
import type { BrowserSession } from '../sessions/sessions.ts'
import type { Grant } from '../token/grant.ts'
import { drawTokenFaults, issueIdToken } from '../token/issue-tokens.ts'
import { clientInfo } from '../token/token-answer.ts'
import type { AuthorizationRequest } from './authorization-request.ts'
import type { Flow } from './flow.ts'
import type { SignedInCandidate } from './people.ts'
import { sendResponse } from './response.ts'
import { type ResponseParameters, stateParameter } from './response-parameters.ts'

const codeMilliseconds = 10 * 60_000

function issueCode(emulation: Emulation, request: AuthorizationRequest, grant: Grant): string {
  const { clock, codes, entropy } = emulation
  const code = `1.AS4A${entropy(600).toString('base64url')}`
  codes.set(code, {
    grant,
    nonce: request.nonce,
    redirect_uri: request.target.uri,
    code_challenge: request.code_challenge,
    code_challenge_method: request.code_challenge_method,
    expires_at: clock.now() + codeMilliseconds,
    redeemed: false,
  })
  return code
}

/** OpenID Connect Core 3.3.2.11: the left half of the hash. */
function codeHash(code: string): string {
  return createHash('sha256').update(code).digest().subarray(0, 16).toString('base64url')
}

/**
 * @throws EntraError 50000 and 53003 if their faults are switched on
 */
function statesAfterFaults(emulation: Emulation, request: AuthorizationRequest, tenantId: string): ResponseParameters {
  const faults = emulation.faults.draw(tenantId, [
    'authorize-server-error',
    'authorize-blocked',
    'wrong-state',
    'missing-state',
  ])
  if (faults.has('authorize-server-error')) throw new EntraError(50000)
  if (faults.has('authorize-blocked')) throw new EntraError(53003)
  if (faults.has('missing-state')) return []
  return faults.has('wrong-state') ? [['state', 'not-the-state-that-was-sent']] : stateParameter(request.target)
}

/** Gives the device what it waits for. */
async function approveDevice(
  emulation: Emulation,
  flow: Flow,
  deviceCode: string,
  { client, grant }: Person,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { device_codes, flows } = emulation
  flows.delete(flow.id)
  const code = device_codes.get(deviceCode)
  if (code?.decision.kind !== 'pending') throw new EntraError(90120)
  device_codes.set(deviceCode, { ...code, decision: { kind: 'approved', grant } })
  return sendPage(reply, 200, deviceDonePage(client))
}

/** Ends a sign-in: sends code and ID token to the redirect URI, and notes the application in the session. */
export async function finish(
  emulation: Emulation,
  flow: Flow,
  signedIn: SignedInCandidate,
  client: Person['client'],
  session: BrowserSession,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { request } = flow
  const { tenant, user, account } = signedIn
  const grant: Grant = {
    tenant_id: tenant.id,
    user_id: user.id,
    app_id: client.appId,
    platform: request.redirect.platform,
    authority: request.authority,
    scopes: request.scopes,
    sid: account.sid,
    auth_time: account.auth_time,
    claims: request.claims,
    client_info: request.client_info,
  }
  const person: Person = { tenant, user, client, grant }
  if (flow.ends.kind === 'admin_center') {
    emulation.flows.delete(flow.id)
    return enterAdminCenter(emulation, account, tenant, flow.ends.to, reply)
  }
  if (flow.ends.kind === 'device') return approveDevice(emulation, flow, flow.ends.device_code, person, reply)
  if (flow.ends.kind === 'saml') {
    const { sign_in } = flow.ends
    const answer = sign_in.persona
      ? await finishPersona(emulation, { ...sign_in, persona: sign_in.persona }, signedIn, reply)
      : await finishSaml(emulation, sign_in, { ...signedIn, client, session_id: session.id }, reply)
    emulation.flows.delete(flow.id)
    return answer
  }
  provoke(emulation, 'redirect', { tenant, user, application: client, redirect_uri: request.target.uri })
  const state = statesAfterFaults(emulation, request, tenant.id)
  emulation.flows.delete(flow.id)
  emulation.sessions.noteApplication(session.id, account.sid, { app_id: client.appId, tenant_id: tenant.id })

  const parameters: [string, string][] = []
  const code = request.returns.code ? issueCode(emulation, request, grant) : undefined
  if (code !== undefined) parameters.push(['code', code])
  if (request.returns.id_token) {
    const asked = {
      nonce: request.nonce,
      c_hash: code === undefined ? undefined : codeHash(code),
      carrier: 'redirect' as const,
    }
    parameters.push(['id_token', await issueIdToken(emulation, person, asked, drawTokenFaults(emulation, tenant.id))])
  }
  if (request.client_info) parameters.push(['client_info', clientInfo(person)])
  const sessionState: ResponseParameters = [['session_state', newGuid(emulation.entropy)]]
  return sendResponse(reply, request.target, [...parameters, ...state, ...sessionState])
}
