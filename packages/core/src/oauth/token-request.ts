/**
 * The token request: authorization code (RFC 6749, 4.1.3; RFC 7636, 4.5) and refresh token (RFC 6749, 6). device-request.ts
 * and token-exchange.ts have the others.
 */
import { Failure } from '../failure.ts'
import { deviceCodeGrant } from './device-request.ts'
import type { Parameters } from './parameters.ts'
import { tokenExchangeGrant } from './token-exchange.ts'

export interface CodeRequest {
  readonly unverified_code: string
  readonly redirect_uri: string
  readonly code_verifier: string | undefined
  readonly resource: string | undefined
}

export interface RefreshRequest {
  readonly unverified_refresh_token: string
  readonly scope: string | undefined
  readonly resource: string | undefined
}

/** The grant types that an application may be registered for. */
export const grantTypes = ['authorization_code', 'refresh_token', deviceCodeGrant, tokenExchangeGrant] as const

export type GrantType = (typeof grantTypes)[number]

const maximumLength = 512

/** @throws Failure grant_type_missing, grant_type_unsupported */
export function parseGrantType({ grant_type }: Parameters): GrantType {
  if (grant_type === undefined) throw new Failure('grant_type_missing', { param: 'grant_type' })
  const known = grantTypes.find((name) => name === grant_type)
  if (known) return known
  throw new Failure('grant_type_unsupported', { param: 'grant_type', received: grant_type.slice(0, 100) })
}

/** @throws Failure token_parameter_missing, code_invalid */
export function parseCodeRequest({ code, redirect_uri, code_verifier, resource }: Parameters): CodeRequest {
  if (code === undefined) throw new Failure('token_parameter_missing', { param: 'code' })
  if (code.length > maximumLength) throw new Failure('code_invalid', { param: 'code' })
  if (redirect_uri === undefined) throw new Failure('token_parameter_missing', { param: 'redirect_uri' })
  return { unverified_code: code, redirect_uri, code_verifier, resource }
}

/** @throws Failure token_parameter_missing, refresh_token_invalid */
export function parseRefreshRequest({ refresh_token, scope, resource }: Parameters): RefreshRequest {
  if (refresh_token === undefined) throw new Failure('token_parameter_missing', { param: 'refresh_token' })
  if (refresh_token.length > maximumLength) throw new Failure('refresh_token_invalid', { param: 'refresh_token' })
  return { unverified_refresh_token: refresh_token, scope, resource }
}
