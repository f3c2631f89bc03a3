/**
 * The answer about a consent. It carries no proof: `tenant` is a hint that anybody could write. So an answer without an
 * error only lets the administrator go on to a sign-in, whose verified identity decides.
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import { openTrace } from '../events/trace.ts'
import type { Ports } from '../ports/ports.ts'
import { beginAtProvider, endTest } from '../sign-in/connection-test.ts'
import { openTestFlow, sealTestFlow, type TestFlow } from '../sign-ins/flow.ts'
import { keepingRefusals } from '../sign-ins/refused-requests.ts'
import { isTest } from '../sign-ins/sign-ins.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { TestSignIn } from '../stores/sign-ins.ts'
import { UnitRefused } from '../stores/unit.ts'
import { found } from '../work/change.ts'
import { newHandle, parseHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'

const maximumHint = 100

/**
 * Takes the answer.
 * @returns the address of the sign-in; `null` if the consent is over, with its result in the row
 * @throws Failure callback_empty, state_missing, state_unknown, browser_changed, consent_answered, sign_in_expired
 */
export async function answerConsent(
  work: Work,
  environment: EnvironmentRecord,
  parameters: Parameters,
  browser_hash: string | undefined,
): Promise<{ readonly location: string | null; readonly sign_in_id: Id<'signin'> }> {
  const { ports } = work
  const { sign_in, flow } = await keepingRefusals(
    work,
    environment,
    () => ({ received: { parameters: Object.keys(parameters) }, browser_hash }),
    () => findConsent(ports, environment, parameters, browser_hash),
  )
  const trace = openTrace(work)
  trace.step('consent_answer', { parameters: Object.keys(parameters) })
  const over = { location: null, sign_in_id: sign_in.id }
  const { connection } = found(await ports.configuration.connection(environment.id, sign_in.connection_id))
  const refused = ports.connection_types.consentFailure(connection.type, parameters)
  if (refused) {
    await endTest(work, environment, sign_in, flow, trace, { failure: refused })
    return over
  }
  const { handle, hash } = newHandle(ports.keys, sign_in.id, 128)
  try {
    const begun = await beginAtProvider(
      work,
      environment,
      { ...connection, ...flow.connection },
      flow.redirect_uri,
      handle,
      null,
    )
    trace.step('redirect', { to: new URL(begun.location).origin })
    const flow_sealed = sealTestFlow(ports, sign_in.id, {
      ...flow,
      protocol_state: begun.protocol_state,
      steps: [...flow.steps, ...trace.steps],
      consent: {
        ...flow.consent,
        asked_hash: String(sign_in.state_hash),
        answer: { unverified_tenant: parameters.tenant?.slice(0, maximumHint) ?? null },
      },
    })
    const next = { state_hash: hash, flow_sealed }
    const { sign_ins } = ports.stores.in(environment.id)
    await work.units.run([sign_ins.continueTest(sign_in.id, String(sign_in.state_hash), next)])
    return { location: begun.location, sign_in_id: sign_in.id }
  } catch (error) {
    if (error instanceof UnitRefused) throw new Failure('consent_answered')
    if (!isFailure(error) || error.code === 'database_unavailable') throw error
    await endTest(work, environment, sign_in, flow, trace, { failure: error })
    return over
  }
}

/** The consent that a state belongs to, if this browser asked for it and nothing answered it yet. */
async function findConsent(
  ports: Ports,
  environment: EnvironmentRecord,
  { state: unverified_handle, ...others }: Parameters,
  browser_hash: string | undefined,
): Promise<{ readonly sign_in: TestSignIn; readonly flow: TestFlow }> {
  if (unverified_handle === undefined) {
    throw new Failure(Object.keys(others).length === 0 ? 'callback_empty' : 'state_missing')
  }
  const presented = parseHandle(ports.keys, 'signin', unverified_handle, 128)
  const sign_in = presented && (await ports.stores.in(environment.id).sign_ins.get(presented.id))
  const flow = sign_in && isTest(sign_in) ? openTestFlow(ports, sign_in) : undefined
  const isAsked = presented && flow?.consent && ports.keys.equal(flow.consent.asked_hash, presented.hash)
  if (!sign_in || !isTest(sign_in) || !flow || !isAsked) throw new Failure('state_unknown')
  // A stranger who holds the state learns nothing, and ends nothing.
  if (browser_hash === undefined || !ports.keys.equal(browser_hash, sign_in.browser_hash)) {
    throw new Failure('browser_changed')
  }
  if (flow.consent?.answer || sign_in.state !== 'test_in_progress') throw new Failure('consent_answered')
  if (sign_in.expires_at <= ports.now()) throw new Failure('sign_in_expired')
  return { sign_in, flow }
}
