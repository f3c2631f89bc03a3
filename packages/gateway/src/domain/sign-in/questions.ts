/** The questions of our own pages: which email, and which of several connections. */
import { Failure } from '@gatehouse-sso/core/failure'
import { type AuthorizationRequest, checkAuthorizationRequest } from '@gatehouse-sso/core/oauth/authorization-request'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import type { Ports } from '../ports/ports.ts'
import { route } from '../routing/routing.ts'
import { keepingRefusals, type RefusedRequest, refusedParameters } from '../sign-ins/refused-requests.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { Work } from '../work/work.ts'
import type { BrowserState } from './browser.ts'
import { type KnownRequest, knownRequest } from './known-request.ts'
import { answerProof, newAnswerProof } from './pushed-requests.ts'

export interface AskEmail {
  readonly kind: 'ask_email'
  readonly application: ApplicationRecord
  readonly redirect_uri: string
  /** The email that the person gave before, and whose domain no organization has. */
  readonly login_hint: string | null
  /** The request as the browser carries it; the page sends it on. */
  readonly sent: Parameters
  /** The languages that the application wishes, the best first. */
  readonly ui_locales: string | null
}

export interface Choose {
  readonly kind: 'choose'
  readonly application: ApplicationRecord
  readonly connections: readonly ConnectionRecord[]
  readonly sent: Parameters
  readonly ui_locales: string | null
}

export function askEmail(
  { application, redirect_uri, sent }: KnownRequest,
  { login_hint, ui_locales }: AuthorizationRequest,
): AskEmail {
  return { kind: 'ask_email', application, redirect_uri, login_hint, sent, ui_locales }
}

/** The question of the page `/signin`. @throws Failure */
export function emailQuestion(
  work: Work,
  environment: EnvironmentRecord,
  parameters: Parameters,
  { browser_hash }: BrowserState,
): Promise<AskEmail> {
  const { ports } = work
  const kept = (): RefusedRequest => ({ ...refusedParameters(parameters), browser_hash })
  return keepingRefusals(work, environment, kept, async () => {
    const known = await knownRequest(ports, environment, parameters, browser_hash)
    const question = askEmail(known, checkAuthorizationRequest(known.parameters, known.application, known.redirect_uri))
    return { ...question, sent: provable(ports, known, browser_hash) }
  })
}

/** The question of the page `/signin/choose`. @throws Failure connection_not_active when there is nothing to choose */
export function connectionQuestion(
  work: Work,
  environment: EnvironmentRecord,
  parameters: Parameters,
  { browser_hash }: BrowserState,
): Promise<Choose> {
  const { ports } = work
  const kept = (): RefusedRequest => ({ ...refusedParameters(parameters), browser_hash })
  return keepingRefusals(work, environment, kept, async () => {
    const known = await knownRequest(ports, environment, parameters, browser_hash)
    const { application } = known
    const request = checkAuthorizationRequest(known.parameters, application, known.redirect_uri)
    const chosen = await route(ports, environment, request)
    if (chosen.kind !== 'choose') throw new Failure('connection_not_active')
    const sent = provable(ports, known, browser_hash)
    return { kind: 'choose', application, connections: chosen.connections, sent, ui_locales: request.ui_locales }
  })
}

/** The parameters that our page sends on, with the proof that the person answers there. */
function provable(ports: Ports, { sent, pushed_id }: KnownRequest, browser_hash: string | undefined): Parameters {
  const proof = newAnswerProof(ports, pushed_id, browser_hash)
  return proof === null ? sent : { ...sent, [answerProof]: proof }
}
