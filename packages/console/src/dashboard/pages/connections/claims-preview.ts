/** The profile of a person by a mapping, from the claims of a past sign-in. The gateway maps by the same code. */

import { readClaim } from '@gatehouse-sso/core/mapping/claim-path'
import { type Attribute, attributes, mapProfile } from '@gatehouse-sso/core/mapping/profile'
import type { Connection } from '@gatehouse-sso/sdk/browser'

type Mapping = Connection['mapping']
type ClaimsOf = Readonly<Record<string, unknown>>

/** The claims of a sign-in, as the trace has them. */
export interface SentClaims {
  readonly id_token: ClaimsOf
  readonly userinfo: ClaimsOf | null
}

export interface MappedAttribute {
  readonly attribute: string
  readonly rule: readonly string[]
  /** The rule of the candidate differs from the one in force. */
  readonly isChanged: boolean
  /** The claim that would give the value; `null` where none was sent. */
  readonly claim: string | null
  readonly value: unknown
  /** How the value was changed, or why there is none. */
  readonly note: string | null
}

/** Rules of attributes, with the own ones of the vendor below. */
function ruleOf(mapping: Mapping, attribute: string): readonly string[] {
  const own = /^custom_attributes\.(.+)$/.exec(attribute)?.[1]
  if (own !== undefined) return mapping.custom_attributes?.[own] ?? []
  return mapping[attribute as Attribute] ?? []
}

const ownOf = ({ custom_attributes = {} }: Mapping): string[] =>
  Object.keys(custom_attributes).map((name) => `custom_attributes.${name}`)

/** The first claim of a rule that was sent, in the order in which the gateway looks. */
function firstSent(rule: readonly string[], sent: SentClaims): { claim: string | null; value: unknown } {
  for (const claims of [sent.id_token, sent.userinfo]) {
    if (claims === null) continue
    for (const claim of rule) {
      const value = readClaim(claims as never, claim)
      if (value !== undefined && value !== null && value !== '') return { claim, value }
    }
  }
  return { claim: null, value: null }
}

/**
 * @param active the mapping in force
 * @param shown that of the candidate, or one that is being edited
 * @param isMasked values are hidden, so only the way to them can be shown
 */
export function mappedAttributes(
  active: Mapping,
  shown: Mapping,
  sent: SentClaims | null,
  isMasked: boolean,
): readonly MappedAttribute[] {
  const names = [...new Set<string>([...attributes, ...ownOf(active), ...ownOf(shown)])]
  const exact =
    sent !== null && !isMasked
      ? mapProfile(shown as never, {
          id_token: sent.id_token as never,
          ...(sent.userinfo === null ? {} : { userinfo: sent.userinfo as never }),
        }).explanations
      : []
  return names.map((attribute) => {
    const rule = ruleOf(shown, attribute)
    const isChanged = rule.join('\n') !== ruleOf(active, attribute).join('\n')
    const found = exact.find((one) => one.attribute === attribute)
    if (found) return { attribute, rule, isChanged, claim: found.claim, value: found.value, note: found.note }
    return { attribute, rule, isChanged, ...(sent ? firstSent(rule, sent) : { claim: null, value: null }), note: null }
  })
}
