/** The token request of the authorization code grant: RFC 6749, 4.1.3; RFC 7636, 4.5. */
import { Failure } from '../failure.ts'
import type { Parameters } from './parameters.ts'

export interface CodeRequest {
  readonly grant_type: 'authorization_code'
  readonly unverified_code: string
  readonly redirect_uri: string
  readonly code_verifier: string | undefined
}

const maximumCodeLength = 512

/**
 * @throws Failure grant_type_missing, grant_type_unsupported, token_parameter_missing, code_invalid
 */
export function parseTokenRequest(parameters: Parameters): CodeRequest {
  const { grant_type, code, redirect_uri, code_verifier } = parameters
  if (grant_type === undefined) throw new Failure('grant_type_missing', { param: 'grant_type' })
  if (grant_type !== 'authorization_code') {
    throw new Failure('grant_type_unsupported', { param: 'grant_type', received: grant_type.slice(0, 100) })
  }
  if (code === undefined) throw new Failure('token_parameter_missing', { param: 'code' })
  if (code.length > maximumCodeLength) throw new Failure('code_invalid', { param: 'code' })
  if (redirect_uri === undefined) throw new Failure('token_parameter_missing', { param: 'redirect_uri' })
  return { grant_type, unverified_code: code, redirect_uri, code_verifier }
}
