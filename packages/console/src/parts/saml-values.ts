/** The values of ours that an administrator registers at an identity provider with SAML. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import type { Catalogue } from '../language/en.ts'

export function samlValues(
  saml: NonNullable<Connection['saml']>,
  { saml: t }: Catalogue,
): readonly { readonly name: string; readonly value: string }[] {
  return [
    { name: t.entity, value: saml.sp_entity_id },
    { name: t.acs, value: saml.acs_url },
    { name: t.slo, value: saml.slo_url },
    { name: t.metadata, value: saml.metadata_url },
  ]
}
