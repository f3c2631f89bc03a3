/** The attributes of an assertion as claims: by their full names, and by friendly names that are free. */
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import { nameIdClaim, nameIdEmailClaim } from '../../providers/saml-attributes.ts'
import { nameIdFormats } from '../../saml/names.ts'
import type { VerifiedAssertion } from '../../saml/response.ts'

/** Names that mean something to JavaScript itself. */
const reserved: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

export function claimsOf({ attributes, name_id }: Pick<VerifiedAssertion, 'attributes' | 'name_id'>): Claims {
  const claims = new Map<string, string | readonly string[]>()
  const add = (name: string, value: string | readonly string[]): void => {
    if (!claims.has(name) && !reserved.has(name)) claims.set(name, value)
  }
  for (const { name, values } of attributes) {
    const [only, ...others] = values
    if (only !== undefined) add(name, others.length === 0 ? only : values)
  }
  for (const { friendly_name, values } of attributes) {
    const [only, ...others] = values
    if (friendly_name !== null && only !== undefined) add(friendly_name, others.length === 0 ? only : values)
  }
  add(nameIdClaim, name_id.value)
  if (name_id.format === nameIdFormats.email) add(nameIdEmailClaim, name_id.value)
  return Object.fromEntries(claims)
}
