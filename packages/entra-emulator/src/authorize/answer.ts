import type { FastifyReply, FastifyRequest } from 'fastify'
import { refusedParameters } from '../admin-consent/admin-consent-response.ts'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import { provoke } from '../faults/provoke.ts'
import { traceOf } from '../http/trace.ts'
import { accountPage } from '../pages/account-page.ts'
import { approvalPage } from '../pages/approval-page.ts'
import { consentPage } from '../pages/consent-page.ts'
import { deviceConfirmationPage } from '../pages/device-pages.ts'
import { errorPage } from '../pages/error-page.ts'
import { schemeOf } from '../pages/form-post-page.ts'
import { passwordPage } from '../pages/password-page.ts'
import { sendPage } from '../pages/send-page.ts'
import { isForApplication, sendSamlError } from '../saml/error-response.ts'
import type { BrowserSession } from '../sessions/sessions.ts'
import { finish } from './finish.ts'
import { type Flow, type FlowEnd, keepFlow } from './flow.ts'
import { nextStep, type Step } from './next-step.ts'
import { hasDomain, peopleOf } from './people.ts'
import { type ResponseTarget, sendResponse } from './response.ts'
import { errorParameters } from './response-parameters.ts'

/** The error of the previous attempt, shown on the page. */
export interface Problem {
  readonly text: string
  readonly typed?: string
}

function sendStep(
  emulation: Emulation,
  flow: Flow,
  step: Exclude<Step, { kind: 'finish' }>,
  problem: Problem | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const shared = { flow_id: flow.id, client: step.client, form_scheme: schemeOf(flow.request.target.uri) }
  if (step.kind === 'pick') {
    const people = peopleOf(emulation.directory, step.authority)
    const page = accountPage({
      ...shared,
      tenant: step.authority.kind === 'tenant' ? step.authority.tenant : undefined,
      people: people.filter((person) => hasDomain(person, flow.request.domain_hint)),
      signed_in: new Set(step.signed_in.map(({ user }) => user.id)),
      typed: problem?.typed ?? (flow.wants_picker ? undefined : flow.request.login_hint),
      problem: problem?.text,
    })
    return sendPage(reply, 200, page)
  }
  const { tenant, user } = step.person
  if (step.kind === 'confirm') return sendPage(reply, 200, deviceConfirmationPage({ ...shared, tenant, user }))
  if (step.kind === 'password')
    return sendPage(reply, 200, passwordPage({ ...shared, tenant, user, problem: problem?.text }))
  if (step.kind === 'consent') {
    const { scopes, for_organization, own } = step
    const whole = flow.ends.kind === 'admin_consent'
    const page = { ...shared, tenant, user, scopes, for_organization, own, is_admin_consent: whole }
    return sendPage(reply, 200, consentPage(page))
  }
  return sendPage(reply, 200, approvalPage({ ...shared, tenant, user }, traceOf(request, emulation.clock)))
}

/** Continues a sign-in: shows the next page, or finishes. */
export async function proceed(
  emulation: Emulation,
  flow: Flow,
  session: BrowserSession | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  problem?: Problem,
): Promise<FastifyReply> {
  const step = nextStep(emulation, flow, session)
  if (step.kind === 'finish' && session) {
    const { tenant, user } = step.person
    provoke(emulation, 'account', { tenant, user, application: step.client })
    return finish(emulation, flow, step.person, step.client, session, reply)
  }
  if (step.kind === 'finish') throw new EntraError(50058)
  keepFlow(emulation, flow)
  return sendStep(emulation, flow, step, problem, request, reply)
}

/** The place for errors that go to the application. */
interface Known {
  readonly target: ResponseTarget
  /** Whether the request had `prompt=none`. */
  readonly silent: boolean
  readonly ends?: FlowEnd
}

/**
 * Runs a part of a sign-in and reports an error that it throws. The error goes to the page, or to the redirect URI once
 * that is known to belong to the application. With `prompt=none` there is no page, so it goes to the application.
 */
export async function answering(
  emulation: Emulation,
  request: FastifyRequest,
  reply: FastifyReply,
  known: Known | undefined,
  act: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof EntraError)) throw error
    const trace = traceOf(request, emulation.clock)
    if (known?.ends?.kind === 'saml' && isForApplication(error, known.silent)) {
      return sendSamlError(emulation, known.ends.sign_in, error, trace, known.silent, reply)
    }
    const isOwn = known?.ends !== undefined && ['device', 'admin_center', 'saml'].includes(known.ends.kind)
    if (!known || isOwn || (error.shown === 'page' && !known.silent))
      return sendPage(reply, 400, errorPage(error, trace))
    const parameters =
      known.ends?.kind === 'admin_consent'
        ? refusedParameters(known.ends.version, error, trace, known.target)
        : errorParameters(error, trace, known.target, emulation.address.baseUrl())
    return sendResponse(reply, known.target, parameters)
  }
}
