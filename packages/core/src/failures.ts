/**
 * The error table. Each code has a status, an OAuth error, the party that must act, a title and a remedy. Pages, API
 * responses and logs take everything they say about a failure from here. docs/errors.md is generated from this table,
 * and a test ties the table, the document and the places that throw.
 */
import { accessFailures } from './failures/access.ts'
import { apiFailures } from './failures/api.ts'
import { authorizeFailures } from './failures/authorize.ts'
import { logoutFailures } from './failures/logout.ts'
import { operationFailures } from './failures/operation.ts'
import type { FailureRow } from './failures/row.ts'
import { samlFailures } from './failures/saml.ts'
import { setupFailures } from './failures/setup.ts'
import { signInFailures } from './failures/sign-in.ts'
import { staffFailures } from './failures/staff.ts'
import { tokenFailures } from './failures/token.ts'
import { upstreamFailures } from './failures/upstream.ts'

const table = {
  ...apiFailures,
  ...authorizeFailures,
  ...signInFailures,
  ...upstreamFailures,
  ...tokenFailures,
  ...logoutFailures,
  ...accessFailures,
  ...operationFailures,
  ...setupFailures,
  ...staffFailures,
  ...samlFailures,
}

export type FailureCode = keyof typeof table

export const failures: Readonly<Record<FailureCode, FailureRow>> = table

export type { FailureRow, OAuthError, Who } from './failures/row.ts'
