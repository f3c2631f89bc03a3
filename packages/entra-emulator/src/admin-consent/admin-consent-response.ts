import type { AdminConsentVersion } from '../authorize/flow.ts'
import type { ResponseTarget } from '../authorize/response.ts'
import { type ResponseParameters, stateParameter } from '../authorize/response-parameters.ts'
import type { Tenant } from '../directory/tenant.ts'
import { EntraError } from '../errors/entra-error.ts'
import { errorDescription } from '../errors/error-document.ts'
import type { Trace } from '../http/trace.ts'

/** The parameters of a consent. `tenant` is not signed: a client must not believe it. */
export function consentedParameters(
  version: AdminConsentVersion,
  tenant: Tenant,
  scope: string,
  target: ResponseTarget,
): ResponseParameters {
  const state = stateParameter(target)
  if (version === 'v1') return [['tenant', tenant.id], ...state, ['admin_consent', 'True']]
  return [['admin_consent', 'True'], ['tenant', tenant.id], ['scope', scope], ...state]
}

/** The parameters of an error. v2.0 has `admin_consent=True` here too, so a client must look at `error` first. */
export function refusedParameters(
  version: AdminConsentVersion,
  failure: EntraError,
  trace: Trace,
  target: ResponseTarget,
): ResponseParameters {
  const before: ResponseParameters = version === 'v2' ? [['admin_consent', 'True']] : []
  return [
    ...before,
    ['error', failure.error],
    ['error_description', errorDescription(failure, trace)],
    ...stateParameter(target),
  ]
}

/** The parameters after "Cancel". */
export function canceledParameters(
  version: AdminConsentVersion,
  trace: Trace,
  target: ResponseTarget,
): ResponseParameters {
  if (version === 'v2') {
    return refusedParameters(version, new EntraError(65004, {}, { error: 'consent_required' }), trace, target)
  }
  return [
    ['error', 'permission_denied'],
    ['error_description', 'The admin canceled the request'],
    ...stateParameter(target),
  ]
}
