/**
 * The error table: code → status, OAuth error, who must act, title, remedy. The error is the product: everything a
 * person, a program or a log says about a failure comes from here. docs/errors.md is printed from this table, and a
 * test ties table, document and the places that throw.
 */
import { apiFailures } from './failures/api.ts'
import { authorizeFailures } from './failures/authorize.ts'
import { operationFailures } from './failures/operation.ts'
import type { FailureRow } from './failures/row.ts'
import { signInFailures } from './failures/sign-in.ts'
import { tokenFailures } from './failures/token.ts'
import { upstreamFailures } from './failures/upstream.ts'

const table = {
  ...apiFailures,
  ...authorizeFailures,
  ...signInFailures,
  ...upstreamFailures,
  ...tokenFailures,
  ...operationFailures,
}

export type FailureCode = keyof typeof table

export const failures: Readonly<Record<FailureCode, FailureRow>> = table

export type { FailureRow, OAuthError, Who } from './failures/row.ts'
