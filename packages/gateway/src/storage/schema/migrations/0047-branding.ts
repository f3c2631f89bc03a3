import type { Migration } from '../migration.ts'

/** The vendor's name, logo and color in the setup portal. */
export const branding: Migration = {
  name: '0047_branding',
  statements: ({ bigint, strict }) => [
    `create table branding (
      environment_id text primary key references environments (id) on delete cascade,
      name text,
      logo_png text,
      accent text,
      support_email text,
      version integer not null,
      created_at ${bigint} not null,
      updated_at ${bigint} not null
    ) ${strict}`,
  ],
}
