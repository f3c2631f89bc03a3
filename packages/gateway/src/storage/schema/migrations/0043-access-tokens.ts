import type { Migration } from '../migration.ts'

/** Grants keep the hash of the access token that they gave, and the API resource that the application asked for. */
export const accessTokens: Migration = {
  name: '0043_access_tokens',
  statements: () => [
    'alter table grants add column access_token text',
    'alter table grants add column api_resource_id text',
  ],
}
