/** Whether a credential works, in a word and a sentence, from its last use, its last trial and its expiry. */
import { dayMs } from '@gatehouse-sso/core/time'
import { warningDays } from '../stores/credential-watch.ts'
import type { CredentialRecord } from '../stores/credentials.ts'

export interface CredentialHealth {
  readonly result: 'working' | 'expiring' | 'failed' | 'unknown'
  /** Milliseconds since 1970; `null` if nothing ever checked it. */
  readonly checked_at: number | null
  readonly because: string
}

export function credentialHealth(credential: CredentialRecord, now: number): CredentialHealth {
  const { not_after, last_used_at, trial, failed_at } = credential
  const checked_at = Math.max(last_used_at ?? 0, trial?.at ?? 0) || null
  const health = (result: CredentialHealth['result'], because: string) => ({ result, checked_at, because })
  if (not_after !== null && not_after <= now) return health('failed', 'It has expired.')
  if (failed_at !== null || trial?.result === 'refused') return health('failed', refusal(trial))
  if (not_after !== null && not_after - now <= warningDays[0] * dayMs) {
    const days = Math.ceil((not_after - now) / dayMs)
    return health('expiring', days === 1 ? 'It expires within a day.' : `It expires in ${days} days.`)
  }
  if (trial?.result === 'accepted') return health('working', 'The identity provider accepted it without a person.')
  if (trial?.error && trial.at > (last_used_at ?? 0))
    return health('unknown', `The last check proved nothing: ${trial.error.title}.`)
  if (last_used_at !== null) return health('working', 'The identity provider accepted it at a sign-in.')
  return health('unknown', 'Nothing has used or checked it yet.')
}

function refusal(trial: CredentialRecord['trial']): string {
  const [hint] = trial?.error?.hints ?? []
  return hint?.cause ?? `${trial?.error?.title ?? 'The identity provider refuses it'}.`
}
