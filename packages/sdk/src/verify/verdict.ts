/** The kinds of tokens that a verifier accepts, behind one interface. */
import type { JoseHeader, UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import type { ChallengedApi } from '@gatehouse-sso/core/oauth/access-challenge'
import type { Access } from './access.ts'
import type { AccessPolicy } from './access-policy.ts'
import type { CallState, IssuerKeys } from './key-sets.ts'
import type { KeepAlive } from './surroundings.ts'
import type { VerificationKey } from './verification-key.ts'

/** An accepted token, with everything that the answer depends on. Its text is not kept a second time. */
export interface Verdict {
  readonly access: Access
  /** Milliseconds since 1970; from then on the answer is not given again. */
  readonly not_after: number
  readonly header: JoseHeader
  /** Where the key was published, and the key that signed; `null` if the gateway was asked. */
  readonly keys: IssuerKeys | null
  readonly key: VerificationKey | null
  /** `null` for a kind that has none. */
  readonly policy: AccessPolicy | null
}

export interface TokenKind {
  /**
   * @param text the token as it came
   * @throws Failure why the token is refused
   */
  judge(token: UnverifiedJwt, call: CallState, text: string): Promise<Verdict>
  /**
   * The answer for the same token now, by the keys and the policy of now and without another look at the signature.
   * @returns `undefined` if the token must be judged anew
   * @throws Failure if the policy of now refuses it
   */
  again(verdict: Verdict, keepAlive: KeepAlive | undefined): Verdict | undefined | Promise<Verdict | undefined>
  /** The members of a challenge. @param token `null` if none was readable */
  challenged(token: UnverifiedJwt | null): ChallengedApi
  /** Reads everything that the first call would wait for. @throws Failure why it cannot be had */
  ready(): Promise<void>
}
