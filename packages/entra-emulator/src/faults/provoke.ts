import type { Application } from '../directory/application.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'
import type { Emulation } from '../emulation.ts'
import type { AadstsCode } from '../errors/aadsts.ts'
import { EntraError } from '../errors/entra-error.ts'
import { detailOf, type ErrorPlace } from './provocable-errors.ts'

/** The facts that are known at the place of the error, for its text. */
export interface ErrorContext {
  readonly tenant?: Tenant | undefined
  readonly application?: Application | undefined
  readonly user?: User | undefined
  readonly redirect_uri?: string | undefined
}

/** A value for every name in braces in the texts of the errors. */
function valuesOf({ address, clock }: Emulation, context: ErrorContext): Readonly<Record<string, string>> {
  const now = new Date(clock.now()).toISOString()
  const app = context.application?.appId ?? '00000000-0000-4000-8000-000000000000'
  const name = context.application?.displayName ?? 'An application'
  const base = address.baseUrl()
  return {
    app,
    name,
    client: app,
    clientName: name,
    tenant: context.tenant?.displayName ?? 'Contoso',
    user: context.user?.userPrincipalName ?? 'somebody@contoso.example',
    uri: context.redirect_uri ?? 'https://app.example/callback',
    registered: 'https://app.example/callback',
    provider: `${base}/00000000-0000-4000-8000-000000000000/`,
    issuer: 'https://gateway.example/federation',
    subject: 'org:1:connection:1',
    audience: 'api://AzureADTokenExchange',
    resource: 'https://graph.microsoft.com',
    scope: 'User.Read',
    grant: 'password',
    method: 'GET',
    origin: 'https://app.example',
    what: 'subject',
    word: 'common',
    value: 'text',
    id: '1234',
    state: 'NotCompliant',
    now,
    issued: now,
    validFrom: now,
  }
}

/** The error that a fault provokes with this code. The place decides who sees it, not the code. */
export function provokedError(
  emulation: Emulation,
  code: AadstsCode,
  place: ErrorPlace,
  context: ErrorContext,
): EntraError {
  const shown = place === 'redirect' || place === 'saml_response' ? 'app' : 'page'
  return new EntraError(code, valuesOf(emulation, context), { ...detailOf(code), shown })
}

/**
 * Throws the error that a fault provokes at this place, if one is switched on.
 * @throws EntraError
 */
export function provoke(emulation: Emulation, place: ErrorPlace, context: ErrorContext = {}): void {
  const code = emulation.faults.drawError(context.tenant?.id, place)
  if (code !== undefined) throw provokedError(emulation, code, place, context)
}
