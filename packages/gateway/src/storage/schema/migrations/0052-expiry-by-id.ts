import type { Migration } from '../migration.ts'

/**
 * Refresh tokens and offline grants expire in the order of their ids, so the sweep finds them by id (storage/sweep.ts).
 * Two indexes fewer make a sign-in cheaper. Other grants expire at other times, and keep theirs.
 */
export const expiryById: Migration = {
  name: '0052_expiry_by_id',
  statements: () => [
    'drop index refresh_tokens_expires_at',
    'drop index grants_expires_at',
    'create index grants_expires_at on grants (expires_at) where offline = 0',
  ],
}
