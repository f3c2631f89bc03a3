/** The explanations of a profile: one entry for each attribute, shown in the trace of a sign-in. */

export type ClaimSource = 'id_token' | 'userinfo'

export interface Explanation {
  readonly attribute: string
  /** The claim paths of the rule, in the order in which they were tried. */
  readonly rule: readonly string[]
  /** The claim path that had the value, or `null`. */
  readonly claim: string | null
  /** `directory`: read from the identity provider's directory, because the token had an overage. */
  readonly source: ClaimSource | 'directory' | null
  readonly value: unknown
  /** How the value was changed, or why there is none. */
  readonly note: string | null
}

/** Why a person has a role. */
export interface RoleReason {
  readonly role: string
  /** `organization`: everybody of the organization has it. */
  readonly because: 'group' | 'role_claim' | 'organization' | 'default' | 'kept'
  /** The group or claim value that gave it. */
  readonly from: string | null
}
