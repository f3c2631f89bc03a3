/**
 * How an authorization response reaches the application: in the query of its redirect URI, or as a form that the
 * browser posts to it. OAuth 2.0 Multiple Response Type Encoding Practices, 2.1; OAuth 2.0 Form Post Response Mode.
 */
import { Failure } from '../failure.ts'
import type { Parameters } from './parameters.ts'

export const responseModes = ['query', 'form_post'] as const

export type ResponseMode = (typeof responseModes)[number]

/**
 * Returns the mode that a request asks for. The default for a code is `query`.
 * @throws Failure response_mode_unsupported; also for a form to an address that is not of the web
 */
export function checkResponseMode({ response_mode }: Parameters, redirect_uri: string): ResponseMode {
  if (response_mode === undefined) return 'query'
  const mode = responseModes.find((known) => known === response_mode)
  if (mode === undefined || (mode === 'form_post' && !isWebAddress(redirect_uri))) {
    throw new Failure('response_mode_unsupported', {
      param: 'response_mode',
      expected: isWebAddress(redirect_uri) ? responseModes.join(' or ') : 'query',
    })
  }
  return mode
}

/** The mode of an error response: the one that the request asks for, and `query` if that cannot be had. */
export function errorResponseMode({ response_mode }: Parameters, redirect_uri: string): ResponseMode {
  return response_mode === 'form_post' && isWebAddress(redirect_uri) ? 'form_post' : 'query'
}

function isWebAddress(uri: string): boolean {
  return /^https?:\/\//.test(uri)
}
