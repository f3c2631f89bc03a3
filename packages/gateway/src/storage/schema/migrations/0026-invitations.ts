import type { Migration } from '../migration.ts'

/** Invitations: each lets one person become a user of one organization. */
export const invitations: Migration = {
  name: '0026_invitations',
  statements: ({ bigint, strict }) => [
    `create table invitations (
      id text primary key,
      environment_id text not null references environments (id) on delete cascade,
      organization_id text not null references organizations (id) on delete cascade,
      email text not null,
      email_key text not null,
      subject text,
      application_id text not null references applications (id) on delete cascade,
      connection_id text references connections (id) on delete cascade,
      asks_consent integer not null,
      token_hash text not null,
      expires_at ${bigint} not null,
      sent_at ${bigint},
      accepted_at ${bigint},
      accepted_by text,
      revoked_at ${bigint},
      version integer not null,
      created_at ${bigint} not null,
      updated_at ${bigint} not null
    ) ${strict}`,
    'create index invitations_environment on invitations (environment_id, id)',
    'create index invitations_application on invitations (application_id)',
    'create index invitations_connection on invitations (connection_id) where connection_id is not null',
    'create index invitations_organization on invitations (organization_id, id)',
    `create index invitations_email on invitations (organization_id, email_key)
      where accepted_at is null and revoked_at is null`,
    `create index invitations_subject on invitations (organization_id, subject)
      where subject is not null and accepted_at is null and revoked_at is null`,
  ],
}
