import type { Migration } from '../migration.ts'

/** The watch over the metadata and the certificates of SAML connections. */
export const saml: Migration = {
  name: '0051_saml',
  statements: () => ['alter table connections add column saml_watch text'],
}
