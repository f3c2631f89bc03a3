/** Why a profile has the values it has: one entry for each attribute, shown in the record of a sign-in. */

export type ClaimSource = 'id_token' | 'userinfo'

export interface Explanation {
  readonly attribute: string
  /** The claim paths of the rule, in the order in which they were tried. */
  readonly rule: readonly string[]
  /** Where the value was found, or `null`. */
  readonly claim: string | null
  readonly source: ClaimSource | null
  readonly value: unknown
  /** What was done to the value, or why there is none. */
  readonly note: string | null
}

/** Why a person has a role. */
export interface RoleReason {
  readonly role: string
  readonly because: 'group' | 'role_claim' | 'default' | 'kept'
  /** The group or claim value that gave it. */
  readonly from: string | null
}
