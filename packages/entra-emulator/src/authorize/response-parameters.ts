import type { EntraError } from '../errors/entra-error.ts'
import { errorDescription } from '../errors/error-document.ts'
import type { Trace } from '../http/trace.ts'

/** The parameters that go to the redirect URI, in their order. */
export type ResponseParameters = readonly (readonly [string, string])[]

interface WithState {
  readonly state: string | undefined
}

export function stateParameter(target: WithState): ResponseParameters {
  return target.state === undefined ? [] : [['state', target.state]]
}

/**
 * The parameters of an error for the application. An error of Entra's own page becomes `interaction_required`, because
 * with `prompt=none` there is no page: the application must try again without it.
 */
export function errorParameters(
  failure: EntraError,
  trace: Trace,
  target: WithState,
  baseUrl: string,
): ResponseParameters {
  return [
    ['error', failure.shown === 'page' ? 'interaction_required' : failure.error],
    ['error_description', errorDescription(failure, trace)],
    ['error_uri', `${baseUrl}/error?code=${failure.code}`],
    ...stateParameter(target),
  ]
}

/** The parameters for "Cancel" on the consent page and for the way back from "Need admin approval". */
export function cancelParameters(target: WithState): ResponseParameters {
  return [['error', 'access_denied'], ['error_subcode', 'cancel'], ...stateParameter(target)]
}
