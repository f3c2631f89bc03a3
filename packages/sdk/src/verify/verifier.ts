/** The verifier: finds the kind of a token, remembers the ones that were accepted, and renews what they depend on. */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { decodeJwt, type JoseHeader, type UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import { bearerToken } from '@gatehouse-sso/core/oauth/bearer-token'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import type { Access } from './access.ts'
import { policyOfRules } from './access-policy.ts'
import { AccessTokenError } from './access-token-error.ts'
import { textOf } from './base64url.ts'
import { earlyChecks } from './early-checks.ts'
import { entraTokens } from './entra-tokens.ts'
import { introspectToken } from './introspection.ts'
import { issuedTokens } from './issued-tokens.ts'
import { type KeySets, keySets } from './key-sets.ts'
import { checkOptions, type VerifierOptions } from './options.ts'
import { gatewayOf, policyEveryMs, policySource } from './policy-source.ts'
import { hasTimers, type KeepAlive, repeatUnattended, type Surroundings } from './surroundings.ts'
import type { TokenKind, Verdict } from './verdict.ts'
import { verifiedTokens } from './verified-tokens.ts'

export interface CallContext {
  /** `ctx.waitUntil` in Workers, so that a renewal that this call begins can end after it. */
  readonly waitUntil?: KeepAlive
}

export interface AccessTokenVerifier<A extends Access = Access> {
  /**
   * Verifies an access token.
   * @param unverified_token as it came
   * @throws AccessTokenError why the call is refused
   */
  verify(unverified_token: string, context?: CallContext): Promise<A>
  /**
   * Verifies the token of a request.
   * @param authorization the header `Authorization`
   * @throws AccessTokenError why the call is refused, also for a request without a token
   */
  authenticate(authorization: string | null | undefined, context?: CallContext): Promise<A>
  /**
   * Reads the policy, and the keys of up to 100 tenants, before the first call. Calls work without it, and wait then.
   * @throws AccessTokenError with status 503
   */
  ready(): Promise<void>
  /** Stops the timer. */
  close(): void
}

interface Kinds {
  readonly entra: TokenKind | null
  readonly issued: TokenKind | null
  /** The issuer of the tokens that `issued` is for. */
  readonly issuer: string | null
  renew(): void
}

export function verifierOf(options: VerifierOptions, surroundings: Surroundings): AccessTokenVerifier {
  checkOptions(options)
  const sets = keySets(surroundings)
  const kinds = kindsOf(options, surroundings, sets)
  const known = verifiedTokens<Verdict>()
  const headers = new Map<string, JoseHeader>()
  const checks = earlyChecks()
  let stop = (): void => undefined
  if (options.background ?? hasTimers()) {
    kinds.renew()
    stop = surroundings.repeat(policyEveryMs, kinds.renew)
  }

  function kindOf(claims: Claims | undefined): TokenKind {
    const { entra, issued, issuer } = kinds
    const kind = issued !== null && (entra === null || claims?.iss === issuer) ? issued : entra
    if (kind === null) throw new TypeError('no tokens are accepted')
    return kind
  }

  async function judged(text: string, keepAlive: KeepAlive | undefined): Promise<Access> {
    if (typeof text !== 'string') throw new Failure('access_token_missing')
    const last = known.get(text)
    if (last !== undefined) {
      if (surroundings.now() < last.not_after) {
        const asked = kindOf(last.access.claims).again(last, keepAlive)
        const again = asked instanceof Promise ? await asked : asked
        if (again !== undefined) {
          if (again !== last) known.set(text, frozen(again))
          return again.access
        }
      }
      known.delete(text)
    }
    const early = checks.begin(text)
    const token = decoded(text, headers)
    const verdict = await kindOf(token.claims).judge(token, { keepAlive, early }, text)
    if (verdict.key !== early?.key) checks.accepted(text, verdict.key)
    known.set(text, frozen(verdict))
    return verdict.access
  }

  /** The error of a refused call, with the challenge of the kind that the token seems to be. */
  function refusal(error: unknown, text: string | null): unknown {
    if (!isFailure(error)) return error
    let token: UnverifiedJwt | null = null
    try {
      token = typeof text === 'string' ? decoded(text) : null
    } catch {
      // The challenge is then the one for no token.
    }
    return new AccessTokenError(error, kindOf(token?.claims).challenged(token))
  }

  async function verify(unverified_token: string, { waitUntil }: CallContext = {}): Promise<Access> {
    try {
      return await judged(unverified_token, waitUntil)
    } catch (error) {
      throw refusal(error, unverified_token)
    }
  }

  return {
    verify,
    async authenticate(authorization, context) {
      let token: string
      try {
        token = bearerToken(authorization)
      } catch (error) {
        throw refusal(error, null)
      }
      return verify(token, context)
    },
    async ready() {
      try {
        await Promise.all([kinds.entra?.ready(), kinds.issued?.ready()])
      } catch (error) {
        throw refusal(error, null)
      }
    },
    close: () => stop(),
  }
}

function kindsOf({ policy, rules, gateway }: VerifierOptions, surroundings: Surroundings, sets: KeySets): Kinds {
  const issued = gateway === undefined ? null : issuedTokens(surroundings, sets, gateway)
  const issuer = gateway?.issuer ?? null
  const renewKeys = (): void => void sets.renewDue()
  const noGateway = (): never => {
    throw new Failure('access_gateway_unavailable')
  }
  if (rules !== undefined) {
    const own = policyOfRules(rules)
    const entra = entraTokens(surroundings, sets, { current: () => own, last: () => own }, noGateway)
    return { entra, issued, issuer, renew: renewKeys }
  }
  if (policy === undefined) return { entra: null, issued, issuer, renew: renewKeys }
  const address = gatewayOf(policy)
  const source = policySource(surroundings, policy.api_resource_id, address)
  const entra = entraTokens(surroundings, sets, source, (one, text) =>
    introspectToken(surroundings, address, one, text),
  )
  const renew = (): void => {
    renewKeys()
    source.renew().catch(() => undefined) // the next call says what is wrong
  }
  return { entra, issued, issuer, renew }
}

/** The reason of a text that is no JWT is ours alone: no part of it is shown. */
function decoded(text: string, headers?: Map<string, JoseHeader>): UnverifiedJwt {
  try {
    return decodeJwt(text, textOf, headers)
  } catch (error) {
    if (!isFailure(error)) throw error
    const { expected } = error.evidence
    throw new Failure('access_token_malformed', expected === undefined ? {} : { expected })
  }
}

/** The answer is given to several calls. A call that changed it would change what the next one may. */
function frozen(verdict: Verdict): Verdict {
  const { access } = verdict
  if ('app_roles' in access) Object.freeze(access.app_roles)
  Object.freeze(access.scopes)
  Object.freeze(access.claims)
  Object.freeze(access)
  return verdict
}

/** The runtime that the verifier runs on. */
export function surroundingsOf({ fetch, now }: VerifierOptions): Surroundings {
  return {
    now: now ?? Date.now,
    fetch: fetch ?? ((input, init) => globalThis.fetch(input, init)),
    repeat: repeatUnattended,
  }
}
