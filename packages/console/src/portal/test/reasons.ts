/** Why a person has a role, in the reader's language. */
import type { SetupTest } from '@gatehouse-sso/sdk/browser'
import type { Catalogue } from '../../language/en.ts'

type Reason = SetupTest['roles'][number]

export function reasonOf({ because, from }: Reason, t: Catalogue): string {
  const known = t.test.reasons
  return because in known ? known[because as keyof typeof known](from ?? '') : because
}

/**
 * All reasons in one text: each group with the role that it gives.
 * @param nameOf gives the name of a role
 */
export function reasonsOf(reasons: readonly Reason[], t: Catalogue, nameOf: (slug: string) => string): string {
  const texts = reasons.map((reason) =>
    reason.because === 'group' ? t.access.because(reason.from ?? '', nameOf(reason.role)) : reasonOf(reason, t),
  )
  return `${texts.join(', ')}.${reasons.length > 1 ? ` ${t.access.highest}` : ''}`
}
