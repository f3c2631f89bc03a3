/**
 * Verifies access tokens in your API, on Node, Bun, Deno and Workers.
 *
 *   Authorization header → token seen before? → its answer, if time, keys and policy still allow it
 *                        → decode → kind of the token (by its issuer) → judge → remember → answer
 *
 * No call waits for the network while policy and keys are fresh: a timer renews them, or in Workers the calls do. Bounds:
 *
 *   policy     read every 30 s; a suspended user is refused within 35 s; without the gateway it serves for 10 minutes
 *   keys       read every 5 minutes; a withdrawn key is refused within 10 minutes; without the issuer they serve for 24 hours
 *   unknown    a key that is not published causes one fetch a minute and issuer
 *   memory     10,000 verified tokens and 32 Mi characters of them; 10,000 sets of keys, of at most 100 keys each
 *   clocks     may differ by 120 s
 */
export type { Access, GatewayAccess, IntrospectedAccess, PolicyAccess, TokenAccess } from './access.ts'
export { AccessTokenError, type AccessTokenErrorCode } from './access-token-error.ts'
export { expressAccess } from './express.ts'
export { fastifyAccess } from './fastify.ts'
export { honoAccess } from './hono.ts'
export type { AccessOf, GatewayOptions, PolicyOptions, RulesOptions, VerifierOptions } from './options.ts'
export type { AccessTokenVerifier, CallContext } from './verifier.ts'
export { webAccess } from './web.ts'

import type { AccessOf, VerifierOptions } from './options.ts'
import { type AccessTokenVerifier, surroundingsOf, verifierOf } from './verifier.ts'

/**
 * Makes a verifier. Make one for the whole program.
 *
 * @param options `policy`: tokens of customers' Entra tenants, by the policy of an API resource. `rules`: the same, by rules
 *   in your code, without a gateway; such an answer says nothing about the user. `gateway`: tokens that the gateway issued
 * @returns the verifier. The type of its answers follows from the options
 * @throws TypeError for options without an audience or an issuer
 * @example
 * ```ts
 * const verifier = createAccessTokenVerifier({ policy: { api_resource_id: 'res_01jd2x3y4z5a6b7c8d9e0f1g34' } })
 * const { organization_id, subject } = await verifier.authenticate(request.headers.get('authorization'))
 * ```
 */
export function createAccessTokenVerifier<const O extends VerifierOptions>(
  options: O,
): AccessTokenVerifier<AccessOf<O>> {
  return verifierOf(options, surroundingsOf(options)) as AccessTokenVerifier<AccessOf<O>>
}
