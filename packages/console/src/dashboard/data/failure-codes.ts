/** The codes of failures in a list of sign-ins, each with a sign-in that tells more about it. */
import type { SignIn } from '@gatehouse-sso/sdk/browser'

export type FailedSignIn = Pick<SignIn, 'id' | 'error_code'>

/** One sign-in for each code, in the order of the codes. */
export function oneForEachCode(signIns: readonly FailedSignIn[]): readonly (readonly [code: string, id: string])[] {
  const ids = new Map<string, string>()
  for (const { id, error_code } of signIns) {
    if (error_code !== null && !ids.has(error_code)) ids.set(error_code, id)
  }
  return [...ids].sort(([a], [b]) => a.localeCompare(b))
}
