/** Lists that may be filtered by email. */
import { emailKey } from '@gatehouse-sso/core/email'
import type { RecordPage } from '../../domain/stores/list.ts'
import { emptyPage } from './present.ts'

/** A text that cannot be an email finds nothing, like an email that nobody has. */
export async function listByEmail<R>(
  email: string | undefined,
  list: (email_key: string | undefined) => Promise<RecordPage<R>>,
): Promise<RecordPage<R>> {
  if (email === undefined) return list(undefined)
  const key = emailKey(email.trim())
  return key === undefined ? emptyPage : list(key)
}
