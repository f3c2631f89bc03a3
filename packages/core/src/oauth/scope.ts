/** Scopes, RFC 6749 section 3.3, and those of OpenID Connect Core 5.4. */
import { Failure } from '../failure.ts'

/** The supported scopes. Others are dropped, as OpenID Connect Core 3.1.2.1 requires. */
export const supportedScopes = ['openid', 'profile', 'email', 'offline_access'] as const

const scopeShape = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/
const maximumLength = 1024

/**
 * The supported scopes of an authorization request, in the order of {@link supportedScopes}.
 * @throws Failure scope_invalid when `openid` is missing or the text is not a list of scopes
 */
export function parseScope(scope: string | undefined): readonly string[] {
  if (scope === undefined || scope.length > maximumLength || !scopeShape.test(scope)) {
    throw new Failure('scope_invalid', { param: 'scope' })
  }
  const asked = scope.split(' ')
  if (!asked.includes('openid')) throw new Failure('scope_invalid', { param: 'scope', expected: 'openid' })
  return supportedScopes.filter((name) => asked.includes(name))
}

/**
 * The scopes of a refresh request: those of the grant, or fewer (RFC 6749, 6). `openid` always stays, because every
 * answer has an ID token.
 * @throws Failure scope_exceeded
 */
export function narrowScope(granted: readonly string[], asked: string | undefined): readonly string[] {
  if (asked === undefined) return granted
  const names = asked.split(' ').filter((name) => name !== '')
  const exceeding = names.filter((name) => !granted.includes(name))
  if (exceeding.length > 0)
    throw new Failure('scope_exceeded', { param: 'scope', received: exceeding.join(' ').slice(0, 200) })
  return granted.filter((name) => name === 'openid' || names.includes(name))
}
