/** The request of a token exchange, RFC 8693, section 2.1: a token of a customer's tenant for one of ours. */
import { Failure } from '../failure.ts'
import type { Parameters } from './parameters.ts'

export const tokenExchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange'

/** The type of the tokens that go in and come out. */
export const accessTokenUrn = 'urn:ietf:params:oauth:token-type:access_token'

/** An Entra access token is a JWT, and clients may say so. */
const subjectTypes: readonly string[] = [accessTokenUrn, 'urn:ietf:params:oauth:token-type:jwt']

export interface ExchangeRequest {
  readonly unverified_subject_token: string
  /** The API for which the new token shall be; `undefined`: the one that the subject token is for. */
  readonly resource: string | undefined
  readonly scope: string | undefined
}

/** @throws Failure token_parameter_missing, token_type_unsupported, exchange_parameter_unsupported */
export function parseExchangeRequest(parameters: Parameters): ExchangeRequest {
  const { subject_token, subject_token_type, requested_token_type, resource, audience, scope } = parameters
  if (subject_token === undefined) throw new Failure('token_parameter_missing', { param: 'subject_token' })
  if (subject_token_type === undefined) throw new Failure('token_parameter_missing', { param: 'subject_token_type' })
  checkType('subject_token_type', subject_token_type, subjectTypes)
  if (requested_token_type !== undefined) checkType('requested_token_type', requested_token_type, [accessTokenUrn])
  for (const param of ['actor_token', 'actor_token_type']) {
    if (parameters[param] !== undefined) throw new Failure('exchange_parameter_unsupported', { param })
  }
  if (resource !== undefined && audience !== undefined && resource !== audience) {
    throw new Failure('exchange_parameter_unsupported', {
      param: 'audience',
      expected: 'the same as resource, or none',
    })
  }
  return { unverified_subject_token: subject_token, resource: resource ?? audience, scope }
}

function checkType(param: string, received: string, allowed: readonly string[]): void {
  if (allowed.includes(received)) return
  throw new Failure('token_type_unsupported', { param, expected: allowed.join(' '), received: received.slice(0, 100) })
}
