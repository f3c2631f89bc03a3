/**
 * A sign-in between the authorize request and its answer.
 *
 *   GET /{t}/[v2.0/]adminconsent           admin-consent.ts                                     --> Flow --> nextStep
 *   GET|POST /{t}/saml2                    saml/saml.ts                                         --> Flow --> nextStep
 *   GET|POST /{t}/oauth2/v2.0/authorize    request checked (authorization-request.ts) --> Flow --> nextStep
 *   nextStep (next-step.ts)                pick an account · password · consent · admin approval · finish
 *   POST /_sign-in/account                 Flow.chosen                                          --> nextStep
 *   POST /_sign-in/password                session.signIn, Flow.fresh                           --> nextStep
 *   POST /_sign-in/consent                 consent recorded, Flow.consented, or cancel          --> nextStep
 *   POST /_sign-in/device-confirmation     Flow.confirmed, of a device only                     --> nextStep
 *   finish (finish.ts)                     code, ID token or both to the redirect URI, a response of SAML to the reply URL,
 *                                          or into the admin center; the flow is gone
 *
 * Each step reads the directory again, so changes take effect at once. A flow lives 15 minutes. Its id is a handle that
 * appears only in the page. Forms from another origin are refused.
 */
import type { BoundedMap } from '../bounded-map.ts'
import type { Clock } from '../clock.ts'
import { EntraError } from '../errors/entra-error.ts'
import { type Entropy, newHandle } from '../identifier.ts'
import type { SamlSignIn } from '../saml/sign-in-request.ts'
import type { AuthorizationRequest } from './authorization-request.ts'

/** The endpoint that asks for the consent of an organization. */
export type AdminConsentVersion = 'v1' | 'v2'

/**
 * How a flow ends: with a code, a response of SAML, the consent of an organization, the approval of a device, or in the
 * admin center.
 */
export type FlowEnd =
  | { readonly kind: 'code' }
  | { readonly kind: 'admin_consent'; readonly version: AdminConsentVersion }
  | { readonly kind: 'device'; readonly device_code: string }
  | { readonly kind: 'saml'; readonly sign_in: SamlSignIn }
  | { readonly kind: 'admin_center'; readonly to: string }

export interface Flow {
  readonly id: string
  readonly request: AuthorizationRequest
  readonly ends: FlowEnd
  /** The account that signs in, once it is chosen. */
  readonly chosen: { readonly tenant_id: string; readonly user_id: string } | undefined
  /** Whether the password was given in this flow. */
  readonly fresh: boolean
  /** Whether consent was given in this flow. */
  readonly consented: boolean
  /** Whether the person confirmed to sign in on a device. */
  readonly confirmed: boolean
  /** Whether the person asked for another account, so that none is chosen silently. */
  readonly wants_picker: boolean
  /** Milliseconds since 1970. */
  readonly expires_at: number
}

/** The part of an emulation that flows need. */
interface FlowContext {
  readonly clock: Clock
  readonly entropy: Entropy
  readonly flows: BoundedMap<Flow>
}

const lifetimeMilliseconds = 15 * 60_000

export function openFlow(
  { clock, entropy }: FlowContext,
  request: AuthorizationRequest,
  ends: FlowEnd = { kind: 'code' },
): Flow {
  return {
    id: newHandle(entropy),
    request,
    ends,
    chosen: undefined,
    fresh: false,
    consented: false,
    confirmed: false,
    wants_picker: false,
    expires_at: clock.now() + lifetimeMilliseconds,
  }
}

/**
 * @throws EntraError 50089 if the page is too old
 */
export function findFlow({ clock, flows }: FlowContext, id: string | undefined): Flow {
  const flow = id === undefined ? undefined : flows.get(id)
  if (!flow || flow.expires_at <= clock.now()) throw new EntraError(50089)
  return flow
}

export function keepFlow({ flows }: FlowContext, flow: Flow): void {
  flows.set(flow.id, flow)
}
