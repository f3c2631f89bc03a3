import type { EntraError } from '../errors/entra-error.ts'
import { errorDescription } from '../errors/error-document.ts'
import type { Trace } from '../http/trace.ts'

/** The parameters that go to the redirect URI, in the order in which they are written. */
export type ResponseParameters = readonly (readonly [string, string])[]

interface WithState {
  readonly state: string | undefined
}

export function stateParameter(target: WithState): ResponseParameters {
  return target.state === undefined ? [] : [['state', target.state]]
}

/**
 * An error as the application gets it. What would be shown on Entra's page is, where nobody looks at pages, just a
 * reason to come back without `prompt=none`.
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

/** "Cancel" on the consent page, and going back from "Need admin approval": without a description. */
export function cancelParameters(target: WithState): ResponseParameters {
  return [['error', 'access_denied'], ['error_subcode', 'cancel'], ...stateParameter(target)]
}
