/** The public form of a sign-in. */
import { time, timeOrNull } from '@gatehouse-sso/core/time'
import type { SignIn } from '@gatehouse-sso/sdk/contract/sign-ins'
import type { SignInRecord } from '../stores/sign-ins.ts'

export function presentSignIn(record: SignInRecord): SignIn {
  const { id, state, application_id, organization_id, connection_id, user_id, error_code } = record
  return {
    object: 'sign_in',
    id,
    state,
    application_id,
    organization_id,
    connection_id,
    user_id,
    email: record.email_key,
    error_code,
    created_at: time(record.created_at),
    finished_at: timeOrNull(record.finished_at),
  }
}
