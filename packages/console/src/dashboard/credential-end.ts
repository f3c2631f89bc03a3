/** The end of a credential: a time, none at all, or one that nobody has told. */
import type { Credential } from '@gatehouse-sso/sdk/browser'

export type CredentialEnd = { readonly at: string } | 'none' | 'unknown'

/** A client secret always ends at the identity provider. A trust without a secret has nothing that could end. */
export function endOf({ type, not_after }: Pick<Credential, 'type' | 'not_after'>): CredentialEnd {
  if (not_after !== null) return { at: not_after }
  return type === 'federated' ? 'none' : 'unknown'
}
