import { decodeProtectedHeader, errors, jwtVerify } from 'jose'
import { graphTokenAsSigned } from '../claims/sign-token.ts'
import { movedClockNote } from '../clock.ts'
import { microsoftGraphAppId } from '../directory/enterprise-settings.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'
import type { Emulation } from '../emulation.ts'
import { GraphError } from './graph-error.ts'

/** The caller of Microsoft Graph, from a verified token. */
export interface Caller {
  readonly tenant: Tenant
  /** Undefined if the caller is a program. */
  readonly user: User | undefined
  /** Delegated permissions for a person, application permissions for a program. */
  readonly permissions: ReadonlySet<string>
  /** The person's `sub` at the client. */
  readonly client_subject: string
}

function invalid(message: string): GraphError {
  return new GraphError(401, 'InvalidAuthenticationToken', message)
}

function blamed(message: string, clock: Emulation['clock']): string {
  return [message, movedClockNote(clock) ?? []].flat().join(' ')
}

async function verifiedClaims(emulation: Emulation, token: string): Promise<Readonly<Record<string, unknown>>> {
  const kid = decodeProtectedHeader(token).kid
  const key = emulation.keys.published().find((one) => one.kind === 'tenant' && one.kid === kid)
  if (!key) throw invalid('Signing key is invalid.')
  const { payload } = await jwtVerify(graphTokenAsSigned(token), key.public_key, {
    algorithms: ['RS256'],
    audience: [microsoftGraphAppId, 'https://graph.microsoft.com'],
    currentDate: new Date(emulation.clock.now()),
  })
  return payload
}

function words(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split(' ')
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

function clientSubject(claims: Readonly<Record<string, unknown>>): string {
  const { xms_st: state, sub } = claims
  const inState = typeof state === 'object' && state !== null && 'sub' in state ? state.sub : undefined
  return String(inState ?? sub)
}

/**
 * @param authorization the request's header
 * @throws GraphError 401
 */
export async function readCaller(emulation: Emulation, authorization: string | undefined): Promise<Caller> {
  const token = /^bearer (\S+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) throw invalid('Access token is empty.')
  if (token.split('.').length !== 3) throw invalid('IDX14100: JWT is not well formed, there are no dots (.).')
  try {
    const claims = await verifiedClaims(emulation, token)
    const tenant = emulation.directory.tenantNamed(String(claims.tid))
    if (!tenant) throw invalid('The tenant for tenant guid is invalid.')
    const isProgram = claims.idtyp === 'app'
    const user = isProgram ? undefined : emulation.directory.index(tenant).user(String(claims.oid))
    if (!isProgram && !user?.accountEnabled) throw invalid('The user account is disabled or does not exist.')
    const permissions = new Set(words(isProgram ? claims.roles : claims.scp))
    return { tenant, user, permissions, client_subject: clientSubject(claims) }
  } catch (error) {
    if (error instanceof GraphError) throw error
    if (error instanceof errors.JWTExpired) {
      throw invalid(blamed('Lifetime validation failed, the token is expired.', emulation.clock))
    }
    if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf') {
      throw invalid(blamed('Lifetime validation failed, the token is not yet valid.', emulation.clock))
    }
    if (error instanceof errors.JWTClaimValidationFailed)
      throw invalid('Access token validation failure. Invalid audience.')
    throw invalid('CompactToken validation failed: the token is not one of Microsoft Graph.')
  }
}

export function hasAny(caller: Caller, permissions: readonly string[]): boolean {
  return permissions.some((permission) => caller.permissions.has(permission))
}
