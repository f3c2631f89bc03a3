import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { canceledParameters, consentedParameters } from '../admin-consent/admin-consent-response.ts'
import { declineDevice } from '../device/device-login.ts'
import type { Emulation } from '../emulation.ts'
import { EntraError, errorText } from '../errors/entra-error.ts'
import { provokedError } from '../faults/provoke.ts'
import { type Parameters, readForm } from '../http/parameters.ts'
import { refuseForeignOrigin } from '../http/same-origin.ts'
import { traceOf } from '../http/trace.ts'
import { recordConsent } from '../scopes/consent.ts'
import { grantedScope, recordOrganizationConsent } from '../scopes/organization-consent.ts'
import { sessionOf, setSessionCookie } from '../sessions/session-cookie.ts'
import { findAuthority, issuerV1 } from '../tenants/authority.ts'
import { answering, proceed } from './answer.ts'
import { type Flow, findFlow } from './flow.ts'
import { clientOf } from './flow-client.ts'
import { nextStep } from './next-step.ts'
import { passwordProblem, unknownNameProblem } from './password.ts'
import { findElsewhere, findPerson } from './people.ts'
import { sendResponse } from './response.ts'
import { cancelParameters } from './response-parameters.ts'

/** A submitted form of one of the pages. */
interface Post {
  readonly emulation: Emulation
  readonly flow: Flow
  readonly parameters: Parameters
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

function go(post: Post, flow: Flow): Promise<FastifyReply> {
  const { emulation, request, reply } = post
  return proceed(emulation, flow, sessionOf(emulation, request), request, reply)
}

/** Handles a tile, a typed user name, or "Use another account". */
async function account(post: Post): Promise<FastifyReply> {
  const { emulation, flow, parameters, request, reply } = post
  const undecided: Flow = { ...flow, chosen: undefined, fresh: false, wants_picker: true }
  if (parameters.has('another')) return go(post, undecided)
  const tile = parameters.get('account')
  if (tile !== undefined) {
    const [tenant_id = '', user_id = ''] = tile.split(' ')
    return go(post, { ...flow, chosen: { tenant_id, user_id }, fresh: false })
  }
  const name = (parameters.get('user_name') ?? '').trim()
  const authority = findAuthority(emulation.directory, flow.request.authority)
  const found = findPerson(emulation.directory, authority, name)
  if (found) return go(post, { ...flow, chosen: { tenant_id: found.tenant.id, user_id: found.user.id }, fresh: false })
  const elsewhere = findElsewhere(emulation.directory, name)
  const isAtPersona = flow.ends.kind === 'saml' && flow.ends.sign_in.persona !== undefined
  if (!elsewhere || authority.kind !== 'tenant' || isAtPersona) {
    const session = sessionOf(emulation, request)
    return proceed(emulation, undecided, session, request, reply, { text: unknownNameProblem, typed: name })
  }
  const client = clientOf(emulation.directory, flow, authority)
  throw new EntraError(50020, {
    user: name,
    provider: issuerV1(emulation.address.baseUrl(), elsewhere.tenant.id),
    tenant: authority.tenant.displayName,
    app: client.appId,
    name: client.displayName,
  })
}

/** Handles the password of the chosen account. */
async function password(post: Post): Promise<FastifyReply> {
  const { emulation, flow, parameters, request, reply } = post
  const before = sessionOf(emulation, request)
  const step = nextStep(emulation, flow, before)
  if (step.kind !== 'password') return go(post, flow)
  const { tenant, user } = step.person
  const provoked = emulation.faults.drawError(tenant.id, 'password')
  const text =
    provoked === undefined
      ? passwordProblem(user, parameters.get('password') ?? '')
      : errorText(provokedError(emulation, provoked, 'password', { tenant, user, application: step.client }))
  if (text !== undefined) return proceed(emulation, flow, before, request, reply, { text })
  const chosen = { tenant_id: tenant.id, user_id: user.id }
  const session = emulation.sessions.signIn(before?.id, chosen)
  setSessionCookie(emulation, reply, session.id)
  return proceed(emulation, { ...flow, chosen, fresh: true }, session, request, reply)
}

/** Handles "Accept" and "Cancel", and "Cancel" of "Need admin approval". */
async function consent(post: Post): Promise<FastifyReply> {
  const { emulation, flow, parameters, request, reply } = post
  const { target } = flow.request
  if (parameters.get('decision') !== 'accept') {
    emulation.flows.delete(flow.id)
    if (flow.ends.kind === 'device') return declineDevice(emulation, flow.ends.device_code, reply)
    const canceled =
      flow.ends.kind === 'admin_consent'
        ? canceledParameters(flow.ends.version, traceOf(request, emulation.clock), target)
        : cancelParameters(target)
    return sendResponse(reply, target, canceled)
  }
  const step = nextStep(emulation, flow, sessionOf(emulation, request))
  if (step.kind !== 'consent') return go(post, flow)
  const { tenant, user } = step.person
  if (flow.ends.kind === 'admin_consent') {
    emulation.flows.delete(flow.id)
    const permissions = { delegated: step.scopes, ...step.own }
    recordOrganizationConsent(emulation.directory, tenant, step.client, user, permissions)
    return sendResponse(
      reply,
      target,
      consentedParameters(flow.ends.version, tenant, grantedScope(permissions), target),
    )
  }
  const forOrganization = parameters.has('for_organization') && step.for_organization
  recordConsent(emulation.directory, tenant, step.client, user, step.scopes, forOrganization)
  return go(post, { ...flow, consented: true })
}

/** The endpoints for the forms of the pages. */
export function pagePostRoutes(app: FastifyInstance, emulation: Emulation): void {
  for (const [name, act] of Object.entries({ account, password, consent })) {
    app.post(`/_sign-in/${name}`, (request, reply) =>
      answering(emulation, request, reply, undefined, async () => {
        // Otherwise another site could sign this browser in as a user of its choice (login CSRF).
        refuseForeignOrigin(emulation, request)
        const parameters = readForm(request)
        const flow = findFlow(emulation, parameters.get('flow'))
        const known = { target: flow.request.target, silent: false, ends: flow.ends }
        return answering(emulation, request, reply, known, () => act({ emulation, flow, parameters, request, reply }))
      }),
    )
  }
}
