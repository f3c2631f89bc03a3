import type { Migration } from '../migration.ts'

/**
 * Grants keep the hash of the access token that they gave, and the API resource that the application asked for. Tokens of an
 * exchange have no grant: users and organizations keep the moment at which everything that people held was ended.
 */
export const accessTokens: Migration = {
  name: '0043_access_tokens',
  statements: ({ bigint }) => [
    'alter table grants add column access_token text',
    'alter table grants add column api_resource_id text',
    'alter table api_resources add column allow_token_exchange integer not null default 0',
    `alter table users add column access_ended_at ${bigint}`,
    `alter table organizations add column access_ended_at ${bigint}`,
  ],
}
