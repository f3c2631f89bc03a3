import type { Migration } from '../migration.ts'

/** The core tables: environments, organizations, connections, applications, users, sign-ins, sessions and grants. */
export const initial: Migration = {
  name: '0001_initial',
  statements: ({ bigint, strict, wide }) => [
    // One row: the id of the master key that seals the secrets, and the version of the configuration.
    `create table installation (
      id integer primary key check (id = 1),
      key_id text not null,
      key_check_sealed text not null,
      configuration_version ${bigint} not null,
      created_at ${bigint} not null
    ) ${strict}`,

    // An isolated world: own issuer, keys, organizations, applications.
    `create table environments (
      id text primary key,
      name text not null,
      slug text not null unique,
      kind text not null,
      is_default integer not null,
      version integer not null,
      created_at ${bigint} not null,
      updated_at ${bigint} not null
    ) ${strict}`,
    'create unique index environments_default on environments (is_default) where is_default = 1',

    // A customer of the vendor.
    `create table organizations (
      id text primary key,
      environment_id text not null references environments (id),
      name text not null,
      external_id text,
      metadata text not null,
      version integer not null,
      created_at ${bigint} not null,
      updated_at ${bigint} not null
    ) ${strict}`,
    'create index organizations_environment on organizations (environment_id, id)',
    'create unique index organizations_external_id on organizations (environment_id, external_id) where external_id is not null',

    // A domain that an organization claims. Many organizations may claim it, but only one may verify it.
    `create table domains (
      id text primary key,
      environment_id text not null,
      organization_id text not null references organizations (id) on delete cascade,
      domain text not null,
      state text not null,
      verified_at ${bigint},
      created_at ${bigint} not null
    ) ${strict}`,
    'create unique index domains_of_organization on domains (organization_id, domain)',
    "create unique index domains_verified on domains (environment_id, domain) where state = 'verified'",

    // One identity provider of one organization.
    `create table connections (
      id text primary key,
      environment_id text not null,
      organization_id text not null references organizations (id) on delete cascade,
      type text not null,
      name text not null,
      state text not null,
      settings text not null,
      mapping text not null,
      policy text not null,
      version integer not null,
      created_at ${bigint} not null,
      updated_at ${bigint} not null
    ) ${strict}`,
    'create index connections_environment on connections (environment_id, id)',
    'create index connections_organization on connections (organization_id, id)',

    // The credentials with which a connection authenticates upstream: at most two, one of them active.
    `create table credentials (
      id text primary key,
      environment_id text not null,
      connection_id text not null references connections (id) on delete cascade,
      type text not null,
      active integer not null,
      secret_sealed text not null,
      hint text,
      not_after ${bigint},
      last_used_at ${bigint},
      created_at ${bigint} not null
    ) ${strict}`,
    'create index credentials_connection on credentials (connection_id, id)',

    // A client of the OpenID Provider.
    `create table applications (
      id text primary key,
      environment_id text not null references environments (id),
      name text not null,
      state text not null,
      type text not null,
      redirect_uris text not null,
      post_logout_redirect_uris text not null,
      token_endpoint_auth_methods text not null,
      require_pkce integer not null,
      grant_types text not null,
      jwks text,
      jwks_uri text,
      id_token_signed_response_alg text not null,
      initiate_login_uri text,
      version integer not null,
      created_at ${bigint} not null,
      updated_at ${bigint} not null
    ) ${strict}`,
    'create index applications_environment on applications (environment_id, id)',

    // Client secrets, as SHA-256. They are random, so a slower hash would protect nothing.
    `create table application_secrets (
      id text primary key,
      environment_id text not null,
      application_id text not null references applications (id) on delete cascade,
      secret_hash text not null,
      hint text not null,
      last_used_at ${bigint},
      created_at ${bigint} not null
    ) ${strict}`,
    'create index application_secrets_application on application_secrets (application_id, id)',

    // Roles of the vendor's product.
    `create table roles (
      id text primary key,
      environment_id text not null references environments (id),
      slug text not null,
      name text not null,
      description text,
      position integer not null,
      is_default integer not null,
      version integer not null,
      created_at ${bigint} not null,
      updated_at ${bigint} not null
    ) ${strict}`,
    'create unique index roles_slug on roles (environment_id, slug)',
    'create unique index roles_default on roles (environment_id) where is_default = 1',

    // Groups known to an organization, and the roles they give.
    `create table groups (
      id text primary key,
      environment_id text not null,
      organization_id text not null references organizations (id) on delete cascade,
      source text not null,
      idp_id text not null,
      name text not null,
      roles text not null,
      version integer not null,
      created_at ${bigint} not null,
      updated_at ${bigint} not null
    ) ${strict}`,
    'create unique index groups_idp_id on groups (organization_id, idp_id)',
    'create index groups_environment on groups (environment_id, id)',
    'create index groups_organization on groups (organization_id, id)',

    // A person in one organization, as the last sign-in described them.
    `create table users (
      id text primary key,
      environment_id text not null,
      organization_id text not null references organizations (id) on delete cascade,
      kind text not null,
      state text not null,
      source text not null,
      email text,
      email_key text,
      email_verified integer not null,
      name text,
      given_name text,
      family_name text,
      preferred_username text,
      external_id text,
      role text,
      roles text not null,
      groups text not null,
      is_admin integer not null,
      metadata text not null,
      last_sign_in_at ${bigint},
      version integer not null,
      created_at ${bigint} not null,
      updated_at ${bigint} not null
    ) ${strict}`,
    'create index users_environment on users (environment_id, id)',
    'create index users_organization on users (organization_id, id)',
    'create index users_email on users (environment_id, email_key) where email_key is not null',
    'create unique index users_external_id on users (organization_id, external_id) where external_id is not null',

    // The name that an identity provider gives a user. The unique index makes sure that identities cannot be confused.
    `create table identities (
      id text primary key,
      environment_id text not null,
      organization_id text not null,
      user_id text not null references users (id) on delete cascade,
      authority text not null,
      subject text not null,
      identifier text,
      connection_id text,
      linked_because text not null,
      created_at ${bigint} not null
    ) ${strict}`,
    'create unique index identities_subject on identities (organization_id, authority, subject)',
    'create index identities_user on identities (user_id, id)',

    // One attempt to sign in. While it is in flight, this row holds all of its state (docs/decisions/0011). Afterwards
    // it leads from a user to their sessions and grants, so it must be kept for as long as they live. Indexes by user
    // on sessions and grants instead would make each sign-in a tenth more expensive.
    `create table sign_ins (
      environment_id text not null,
      id text not null,
      application_id text not null,
      organization_id text not null,
      connection_id text not null,
      user_id text,
      email_key text,
      state text not null,
      state_hash text not null,
      browser_hash text not null,
      flow_sealed text not null,
      restarted integer not null,
      error_code text,
      session_id text,
      grant_id text,
      created_at ${bigint} not null,
      expires_at ${bigint} not null,
      finished_at ${bigint},
      primary key (environment_id, id)
    ) ${strict}`,
    'create index sign_ins_connection on sign_ins (connection_id, id)',
    'create index sign_ins_user on sign_ins (user_id, id) where user_id is not null',
    "create index sign_ins_in_progress on sign_ins (expires_at) where state = 'in_progress'",

    // The trace of a sign-in: one row for each visit of the browser or the application after the first. The row of the
    // sign-in holds the steps of the first visit. These rows are written later, except for a visit that fails.
    `create table sign_in_traces (
      sign_in_id text not null,
      id text not null,
      environment_id text not null,
      entry text not null,
      entry_sealed text,
      created_at ${bigint} not null,
      primary key (sign_in_id, id)
    ) ${wide}`,

    // A browser session at the gateway.
    `create table sessions (
      id text primary key,
      environment_id text not null,
      organization_id text not null,
      user_id text not null,
      connection_id text not null,
      token_hash text not null,
      auth_time ${bigint},
      amr text,
      acr text,
      upstream_sid text,
      created_at ${bigint} not null,
      last_used_at ${bigint} not null,
      expires_at ${bigint} not null,
      ended_at ${bigint},
      ended_because text
    ) ${strict}`,
    'create index sessions_expires_at on sessions (expires_at)',

    // A grant: the code that an application received, and the basis of every token made from it. A redeemed code is
    // marked, not deleted, so that its reuse finds the grant.
    `create table grants (
      id text primary key,
      environment_id text not null,
      application_id text not null,
      user_id text not null,
      session_id text not null,
      connection_id text not null,
      sign_in_id text,
      scopes text not null,
      requested_claims text not null,
      offline integer not null,
      auth_time ${bigint},
      amr text,
      acr text,
      redirect_uri text not null,
      nonce text,
      code_challenge text,
      code_hash text not null,
      code_expires_at ${bigint} not null,
      code_redeemed_at ${bigint},
      revoked_at ${bigint},
      revoked_because text,
      created_at ${bigint} not null,
      expires_at ${bigint} not null
    ) ${strict}`,
    'create index grants_expires_at on grants (expires_at)',

    // A refresh token is used once, and the next one replaces it. All tokens of one sign-in belong to its grant.
    `create table refresh_tokens (
      id text primary key,
      environment_id text not null,
      grant_id text not null,
      token_hash text not null,
      created_at ${bigint} not null,
      expires_at ${bigint} not null,
      used_at ${bigint}
    ) ${strict}`,
    'create index refresh_tokens_expires_at on refresh_tokens (expires_at)',

    // An authorization request that an application pushed before it sent the browser (RFC 9126).
    `create table pushed_requests (
      id text primary key,
      environment_id text not null,
      application_id text not null,
      handle_hash text not null,
      parameters_sealed text not null,
      created_at ${bigint} not null,
      expires_at ${bigint} not null
    ) ${strict}`,
    'create index pushed_requests_expires_at on pushed_requests (expires_at)',

    // Client assertions that were accepted, until they expire, so that none is accepted twice.
    `create table used_assertions (
      id text primary key,
      expires_at ${bigint} not null
    ) ${strict}`,
    'create index used_assertions_expires_at on used_assertions (expires_at)',

    // Requests with an Idempotency-Key: the process that runs it, whether it is committed, and the answer.
    `create table idempotency_keys (
      id text primary key,
      request_hash text not null,
      attempt text not null,
      lease_until ${bigint} not null,
      committed_at ${bigint},
      answer_sealed text,
      created_at ${bigint} not null,
      expires_at ${bigint} not null
    ) ${strict}`,
    'create index idempotency_keys_expires_at on idempotency_keys (expires_at)',

    // Events for the feed, the audit log and, later, webhooks. Rows are added and never changed.
    `create table events (
      environment_id text not null,
      id text not null,
      type text not null,
      organization_id text,
      object_id text,
      actor_type text not null,
      actor_id text,
      source text,
      data text not null,
      changes text not null,
      created_at ${bigint} not null,
      primary key (environment_id, id)
    ) ${strict}`,
    'create index events_organization on events (organization_id, id) where organization_id is not null',
    'create index events_object on events (object_id, id) where object_id is not null',

    // The keys of each environment that sign tokens. The private half is sealed.
    `create table signing_keys (
      id text primary key,
      environment_id text not null references environments (id),
      alg text not null,
      state text not null,
      public_jwk text not null,
      private_sealed text not null,
      created_at ${bigint} not null,
      changed_at ${bigint} not null
    ) ${strict}`,
    // For each algorithm one key signs and one comes next.
    `create unique index signing_keys_state on signing_keys (environment_id, alg, state) where state <> 'previous'`,
    'create index signing_keys_environment on signing_keys (environment_id)',

    // Keys of the management API, as SHA-256. The installation key has no environment.
    `create table api_keys (
      id text primary key,
      environment_id text references environments (id),
      name text not null,
      key_hash text not null unique,
      hint text not null,
      scopes text not null,
      expires_at ${bigint},
      last_used_at ${bigint},
      last_used_address text,
      revoked_at ${bigint},
      created_at ${bigint} not null
    ) ${strict}`,
    'create index api_keys_environment on api_keys (environment_id, id)',
  ],
}
