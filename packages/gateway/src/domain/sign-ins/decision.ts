/** The decision about a person, in the form that the trace keeps. */
import type { Decided } from '../events/trace.ts'
import type { Provisioned } from '../provisioning/provisioning.ts'

/** Values of the roles claim that a trace keeps. */
const maximumUnmatched = 50

export function decisionOf({ outcome, because, email_trust, entitlements }: Provisioned): Decided {
  const { roles, administrator, warnings } = entitlements
  return {
    ...{ outcome, because, email_trust, administrator, warnings },
    roles: roles.reasons,
    unmatched_roles: roles.unmatched.slice(0, maximumUnmatched),
  }
}
