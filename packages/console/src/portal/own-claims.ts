/** Whether the claims of a connection differ from the standard of its guide. */
import type { Connection, SetupGuide } from '@gatehouse-sso/sdk/browser'

type Mapping = Connection['mapping']
type Standard = SetupGuide['attributes'][number]

/** A rule of the connection that differs from the standard; `null` for one that does not. */
export function ownClaims(mapping: Mapping, { attribute, claims }: Standard): readonly string[] | null {
  const own = mapping[attribute as 'email']
  return own === undefined || own.join(' ') === claims.join(' ') ? null : own
}

export const hasOwnClaims = (mapping: Mapping, attributes: readonly Standard[]): boolean =>
  attributes.some((one) => ownClaims(mapping, one) !== null)
