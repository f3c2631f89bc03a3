-- Printed by `npm run generate` from packages/gateway/src/storage/schema/migrations.

CREATE TABLE admin_links (
  id text primary key,
  staff_id text not null references staff (id) on delete cascade,
  token_hash text not null,
  created_at integer not null,
  expires_at integer not null
) strict;
CREATE INDEX admin_links_expires_at on admin_links (expires_at);
CREATE INDEX admin_links_staff on admin_links (staff_id);

CREATE TABLE api_keys (
  id text primary key,
  environment_id text references environments (id),
  name text not null,
  key_hash text not null unique,
  hint text not null,
  scopes text not null,
  expires_at integer,
  last_used_at integer,
  last_used_address text,
  revoked_at integer,
  created_at integer not null
) strict;
CREATE INDEX api_keys_environment on api_keys (environment_id, id);

CREATE TABLE api_resource_tenants (
  id text primary key,
  environment_id text not null references environments (id) on delete cascade,
  api_resource_id text not null references api_resources (id) on delete cascade,
  organization_id text not null references organizations (id) on delete cascade,
  tenant_id text not null,
  source text not null,
  allowed_clients text not null,
  version integer not null,
  created_at integer not null,
  updated_at integer not null
) strict;
CREATE INDEX api_resource_tenants_environment on api_resource_tenants (environment_id);
CREATE INDEX api_resource_tenants_list on api_resource_tenants (api_resource_id, id);
CREATE INDEX api_resource_tenants_organization on api_resource_tenants (organization_id, id);
CREATE UNIQUE INDEX api_resource_tenants_tenant on api_resource_tenants (api_resource_id, tenant_id);

CREATE TABLE api_resources (
  id text primary key,
  environment_id text not null references environments (id) on delete cascade,
  organization_id text references organizations (id) on delete cascade,
  name text not null,
  enabled integer not null,
  cloud text not null,
  authority_host text,
  application_id text not null,
  app_id_uris text not null,
  accepts_v1 integer not null,
  application_keys integer not null,
  allowed_clients text not null,
  required_scopes text not null,
  required_app_roles text not null,
  allow_app_only integer not null,
  required_acr text,
  claims text not null,
  admin_group text,
  require_group integer not null,
  match_case text not null,
  match_group_names integer not null,
  debug integer not null,
  version integer not null,
  created_at integer not null,
  updated_at integer not null
, allow_token_exchange integer not null default 0) strict;
CREATE INDEX api_resources_application on api_resources (environment_id, application_id);
CREATE INDEX api_resources_environment on api_resources (environment_id, id);
CREATE INDEX api_resources_organization on api_resources (organization_id, id) where organization_id is not null;

CREATE TABLE application_secrets (
  id text primary key,
  environment_id text not null,
  application_id text not null references applications (id) on delete cascade,
  secret_hash text not null,
  hint text not null,
  last_used_at integer,
  created_at integer not null
) strict;
CREATE INDEX application_secrets_application on application_secrets (application_id, id);

CREATE TABLE applications (
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
  created_at integer not null,
  updated_at integer not null
, output_claims text not null default '{}', backchannel_logout_uri text, backchannel_logout_session_required integer not null default 0, frontchannel_logout_uri text, frontchannel_logout_session_required integer not null default 0) strict;
CREATE INDEX applications_environment on applications (environment_id, id);

CREATE TABLE branding (
  environment_id text primary key references environments (id) on delete cascade,
  name text,
  logo_png text,
  accent text,
  support_email text,
  version integer not null,
  created_at integer not null,
  updated_at integer not null
) strict;

CREATE TABLE connections (
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
  created_at integer not null,
  updated_at integer not null
, candidate text, previous text, last_test text, armed_at integer, consent text, endpoints text, exposed_keys text, saml_watch text, saml_watch_at integer not null default 0) strict;
CREATE INDEX connections_environment on connections (environment_id, id);
CREATE INDEX connections_organization on connections (organization_id, id);
CREATE INDEX connections_saml_watch_at on connections (saml_watch_at)
  where state = 'active' and type in ('entra_saml', 'okta_saml', 'google_saml', 'saml');
CREATE INDEX connections_state on connections (environment_id, state, organization_id);
CREATE INDEX connections_type on connections (environment_id, type, organization_id);

CREATE TABLE "credentials" (
  id text primary key,
  environment_id text not null,
  connection_id text not null references connections (id) on delete cascade,
  type text not null,
  active integer not null,
  secret_sealed text,
  certificate text,
  hint text,
  not_after integer,
  last_used_at integer,
  trial text,
  created_at integer not null
, federation text, failed_at integer, proved_at integer, probe_at integer not null default 0, warned_days integer) strict;
CREATE INDEX credentials_connection on credentials (connection_id, id);
CREATE INDEX credentials_federated on credentials (id) where type = 'federated';
CREATE INDEX credentials_not_after on credentials (not_after) where not_after is not null;
CREATE INDEX credentials_probe on credentials (probe_at);

CREATE TABLE deleted_identities (
  environment_id text not null,
  organization_id text not null references organizations (id) on delete cascade,
  identity_hash text not null,
  deleted_at integer not null,
  primary key (organization_id, identity_hash)
) strict;

CREATE TABLE device_authorizations (
  id text primary key,
  environment_id text not null,
  application_id text not null,
  device_code_hash text not null,
  user_code_hash text not null,
  scopes text not null,
  api_resource_id text,
  hints text not null,
  asked_from text,
  state text not null,
  grant_id text,
  interval_seconds integer not null,
  polled_at integer,
  created_at integer not null,
  expires_at integer not null
) strict;
CREATE INDEX device_authorizations_expires_at on device_authorizations (expires_at);
CREATE UNIQUE INDEX device_authorizations_user_code on device_authorizations (environment_id, user_code_hash);

CREATE TABLE domains (
  id text primary key,
  environment_id text not null,
  organization_id text not null references organizations (id) on delete cascade,
  domain text not null,
  state text not null,
  verified_at integer,
  created_at integer not null
, verified_by text, proof_token text not null default '', checked_at integer, check_at integer, records text not null default '[]', pending_since integer, proof_missing_since integer) strict;
CREATE INDEX domains_check_at on domains (check_at) where check_at is not null;
CREATE INDEX domains_claimed on domains (environment_id, domain) where state <> 'verified';
CREATE UNIQUE INDEX domains_of_organization on domains (organization_id, domain);
CREATE UNIQUE INDEX domains_verified on domains (environment_id, domain) where state = 'verified';

CREATE TABLE environments (
  id text primary key,
  name text not null,
  slug text not null unique,
  kind text not null,
  is_default integer not null,
  version integer not null,
  created_at integer not null,
  updated_at integer not null
, trace_days integer not null default 30, callback_aliases text not null default '[]', suggested_application_name text) strict;
CREATE UNIQUE INDEX environments_default on environments (is_default) where is_default = 1;

CREATE TABLE events (
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
  created_at integer not null,
  primary key (environment_id, id)
) strict;
CREATE INDEX events_object on events (object_id, id) where object_id is not null;
CREATE INDEX events_organization on events (organization_id, id) where organization_id is not null;

CREATE TABLE federation_keys (
  id text primary key,
  state text not null,
  public_jwk text not null,
  private_sealed text not null,
  created_at integer not null,
  changed_at integer not null
) strict;
CREATE UNIQUE INDEX federation_keys_state on federation_keys (state) where state <> 'previous';

CREATE TABLE grants (
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
  auth_time integer,
  amr text,
  acr text,
  redirect_uri text not null,
  nonce text,
  code_challenge text,
  code_hash text not null,
  code_expires_at integer not null,
  code_redeemed_at integer,
  revoked_at integer,
  revoked_because text,
  created_at integer not null,
  expires_at integer not null
, profile_sealed text, session_expiry integer, access_token text, api_resource_id text) strict;
CREATE INDEX grants_expires_at on grants (expires_at) where offline = 0;
CREATE INDEX grants_without_sign_in on grants (user_id) where sign_in_id is null;

CREATE TABLE groups (
  id text primary key,
  environment_id text not null,
  organization_id text not null references organizations (id) on delete cascade,
  source text not null,
  idp_id text not null,
  name text not null,
  roles text not null,
  version integer not null,
  created_at integer not null,
  updated_at integer not null
, seen_count integer not null default 0, last_seen_at integer) strict;
CREATE INDEX groups_environment on groups (environment_id, id);
CREATE UNIQUE INDEX groups_idp_id on groups (organization_id, idp_id);
CREATE INDEX groups_named on groups (organization_id, idp_id) where source <> 'sign_in';
CREATE INDEX groups_organization on groups (organization_id, id);

CREATE TABLE idempotency_keys (
  id text primary key,
  request_hash text not null,
  attempt text not null,
  lease_until integer not null,
  committed_at integer,
  answer_sealed text,
  created_at integer not null,
  expires_at integer not null
) strict;
CREATE INDEX idempotency_keys_expires_at on idempotency_keys (expires_at);

CREATE TABLE identities (
  id text primary key,
  environment_id text not null,
  organization_id text not null,
  user_id text not null references users (id) on delete cascade,
  authority text not null,
  subject text not null,
  identifier text,
  connection_id text,
  linked_because text not null,
  created_at integer not null
) strict;
CREATE UNIQUE INDEX identities_subject on identities (organization_id, authority, subject);
CREATE INDEX identities_user on identities (user_id, id);

CREATE TABLE installation (
  id integer primary key check (id = 1),
  key_id text not null,
  key_check_sealed text not null,
  configuration_version integer not null,
  created_at integer not null
, federation_issuer text, owner_organization_id text references organizations (id) on delete set null, owner_changed_at integer) strict;

CREATE TABLE invitations (
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
  expires_at integer not null,
  sent_at integer,
  accepted_at integer,
  accepted_by text,
  revoked_at integer,
  version integer not null,
  created_at integer not null,
  updated_at integer not null
) strict;
CREATE INDEX invitations_application on invitations (application_id);
CREATE INDEX invitations_connection on invitations (connection_id) where connection_id is not null;
CREATE INDEX invitations_email on invitations (organization_id, email_key)
  where accepted_at is null and revoked_at is null;
CREATE INDEX invitations_environment on invitations (environment_id, id);
CREATE INDEX invitations_organization on invitations (organization_id, id);
CREATE INDEX invitations_subject on invitations (organization_id, subject)
  where subject is not null and accepted_at is null and revoked_at is null;

CREATE TABLE jobs (
  id text primary key,
  kind text not null,
  payload text not null,
  state text not null,
  run_at integer not null,
  every_ms integer,
  attempts integer not null,
  lease_token text,
  lease_until integer,
  last_error text,
  created_at integer not null
) strict;
CREATE INDEX jobs_dead on jobs (id) where state = 'dead';
CREATE UNIQUE INDEX jobs_schedule on jobs (kind) where every_ms is not null;
CREATE INDEX jobs_waiting on jobs (run_at) where state = 'waiting';

CREATE TABLE organizations (
  id text primary key,
  environment_id text not null references environments (id),
  name text not null,
  external_id text,
  metadata text not null,
  version integer not null,
  created_at integer not null,
  updated_at integer not null
, policy text not null default '{"default_role":null,"default_roles":[],"default_groups":[],"require_group":false,"outside_domains":"allow"}', slug text, host text, access_ended_at integer, name_key text) strict;
CREATE INDEX organizations_environment on organizations (environment_id, id);
CREATE UNIQUE INDEX organizations_external_id on organizations (environment_id, external_id) where external_id is not null;
CREATE UNIQUE INDEX organizations_host on organizations (host) where host is not null;
CREATE INDEX organizations_name on organizations (environment_id, name_key);
CREATE UNIQUE INDEX organizations_slug on organizations (environment_id, slug) where slug is not null;

CREATE TABLE pushed_requests (
  id text primary key,
  environment_id text not null,
  application_id text not null,
  handle_hash text not null,
  parameters_sealed text not null,
  created_at integer not null,
  expires_at integer not null
) strict;
CREATE INDEX pushed_requests_expires_at on pushed_requests (expires_at);

CREATE TABLE rechecks (
  id text primary key,
  environment_id text not null,
  connection_id text not null references connections (id) on delete cascade,
  token_sealed text,
  checked_at integer not null,
  lease_until integer,
  sign_in_needed_because text,
  expires_at integer not null
) strict;
CREATE INDEX rechecks_connection on rechecks (connection_id);
CREATE INDEX rechecks_expires_at on rechecks (expires_at);

CREATE TABLE refresh_tokens (
  id text primary key,
  environment_id text not null,
  grant_id text not null,
  token_hash text not null,
  created_at integer not null,
  expires_at integer not null,
  used_at integer
) strict;

CREATE TABLE roles (
  id text primary key,
  environment_id text not null references environments (id),
  slug text not null,
  name text not null,
  description text,
  position integer not null,
  is_default integer not null,
  version integer not null,
  created_at integer not null,
  updated_at integer not null
, claim_values text not null default '[]', assignable_by_customer integer not null default 0) strict;
CREATE UNIQUE INDEX roles_default on roles (environment_id) where is_default = 1;
CREATE UNIQUE INDEX roles_slug on roles (environment_id, slug);

CREATE TABLE schema_migrations (
name text primary key,
started_at integer not null,
finished_at integer,
checksum text
  ) strict;

CREATE TABLE sessions (
  id text primary key,
  environment_id text not null,
  organization_id text not null,
  user_id text not null,
  connection_id text not null,
  token_hash text not null,
  auth_time integer,
  amr text,
  acr text,
  upstream_sid text,
  created_at integer not null,
  last_used_at integer not null,
  expires_at integer not null,
  ended_at integer,
  ended_because text
, profile_sealed text, session_expiry integer, logout_hints_sealed text, application_id text) strict;
CREATE INDEX sessions_expires_at on sessions (expires_at);
CREATE INDEX sessions_upstream_sid on sessions (upstream_sid) where upstream_sid is not null;

CREATE TABLE setup_administrators (
  setup_link_id text not null references setup_links (id) on delete cascade,
  environment_id text not null,
  email_key text not null,
  authority text not null,
  subject text not null,
  created_at integer not null,
  primary key (setup_link_id, email_key)
) strict;
CREATE UNIQUE INDEX setup_administrators_identity on setup_administrators (setup_link_id, authority, subject);

CREATE TABLE setup_links (
  id text primary key,
  environment_id text not null references environments (id) on delete cascade,
  organization_id text not null references organizations (id) on delete cascade,
  parent_id text references setup_links (id) on delete cascade,
  intents text not null,
  only_step text,
  activation text not null,
  needs_test integer not null,
  admin_emails text not null,
  return_url text,
  success_url text,
  connection_id text references connections (id) on delete set null,
  token_hash text not null,
  language text,
  progress text not null,
  uses text not null,
  expires_at integer not null,
  activation_requested_at integer,
  completed_at integer,
  revoked_at integer,
  version integer not null,
  created_at integer not null,
  updated_at integer not null
) strict;
CREATE INDEX setup_links_connection on setup_links (connection_id) where connection_id is not null;
CREATE INDEX setup_links_environment on setup_links (environment_id, id);
CREATE INDEX setup_links_organization on setup_links (organization_id, id);
CREATE INDEX setup_links_parent on setup_links (parent_id) where parent_id is not null;

CREATE TABLE setup_sessions (
  id text primary key,
  environment_id text not null references environments (id) on delete cascade,
  setup_link_id text not null references setup_links (id) on delete cascade,
  token_hash text not null,
  created_at integer not null,
  expires_at integer not null
, person text) strict;
CREATE INDEX setup_sessions_environment on setup_sessions (environment_id);
CREATE INDEX setup_sessions_expires_at on setup_sessions (expires_at);
CREATE INDEX setup_sessions_setup_link on setup_sessions (setup_link_id, id);

CREATE TABLE setup_tests (
  setup_link_id text not null references setup_links (id) on delete cascade,
  environment_id text not null,
  id text not null,
  primary key (setup_link_id, id)
) strict;

CREATE TABLE sign_in_spans (
  environment_id text not null references environments (id) on delete cascade,
  name text not null,
  succeeded integer not null,
  failed integer not null,
  causes text not null,
  primary key (environment_id, name)
) strict;

CREATE TABLE sign_in_traces (
  sign_in_id text not null,
  id text not null,
  environment_id text not null,
  entry text not null,
  entry_sealed text,
  created_at integer not null, request_id text, upstream_correlation_id text, upstream_trace_id text,
  primary key (sign_in_id, id)
) strict;
CREATE INDEX sign_in_traces_request on sign_in_traces (request_id) where request_id is not null;
CREATE INDEX sign_in_traces_sealed on sign_in_traces (environment_id, created_at) where entry_sealed is not null;
CREATE INDEX sign_in_traces_upstream_correlation_id on sign_in_traces (upstream_correlation_id) where upstream_correlation_id is not null;
CREATE INDEX sign_in_traces_upstream_trace_id on sign_in_traces (upstream_trace_id) where upstream_trace_id is not null;

CREATE TABLE "sign_ins" (
  environment_id text not null,
  id text not null,
  application_id text,
  organization_id text,
  connection_id text,
  user_id text,
  email_key text,
  state text not null,
  state_hash text,
  browser_hash text,
  flow_sealed text,
  restarted integer not null,
  error_code text,
  session_id text,
  grant_id text,
  created_at integer not null,
  expires_at integer not null,
  finished_at integer,
  occurrences integer not null default 1,
  primary key (environment_id, id)
) strict;
CREATE INDEX sign_ins_connection on sign_ins (connection_id, id);
CREATE INDEX sign_ins_failed on sign_ins (environment_id, id) where state = 'failed';
CREATE INDEX sign_ins_in_progress on sign_ins (expires_at) where state = 'in_progress';
CREATE INDEX sign_ins_in_test on sign_ins (expires_at) where state = 'test_in_progress';
CREATE INDEX sign_ins_user on sign_ins (user_id, id) where user_id is not null;

CREATE TABLE signing_keys (
  id text primary key,
  environment_id text not null references environments (id),
  alg text not null,
  state text not null,
  public_jwk text not null,
  private_sealed text not null,
  created_at integer not null,
  changed_at integer not null
) strict;
CREATE INDEX signing_keys_environment on signing_keys (environment_id);
CREATE UNIQUE INDEX signing_keys_state on signing_keys (environment_id, alg, state) where state <> 'previous';

CREATE TABLE staff (
  id text primary key,
  email text,
  email_key text,
  name text,
  role text not null,
  token_hash text,
  token_expires_at integer,
  authority text,
  subject text,
  last_seen_at integer,
  version integer not null,
  created_at integer not null,
  updated_at integer not null
) strict;
CREATE UNIQUE INDEX staff_email on staff (email_key) where email_key is not null;
CREATE UNIQUE INDEX staff_identity on staff (authority, subject) where authority is not null;

CREATE TABLE staff_sessions (
  id text primary key,
  staff_id text not null references staff (id) on delete cascade,
  started_by text not null,
  token_hash text not null,
  address text,
  user_agent text,
  created_at integer not null,
  expires_at integer not null
) strict;
CREATE INDEX staff_sessions_expires_at on staff_sessions (expires_at);
CREATE INDEX staff_sessions_staff on staff_sessions (staff_id, id);

CREATE TABLE used_assertions (
  id text primary key,
  expires_at integer not null
) strict;
CREATE INDEX used_assertions_expires_at on used_assertions (expires_at);

CREATE TABLE users (
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
  last_sign_in_at integer,
  version integer not null,
  created_at integer not null,
  updated_at integer not null
, custom_attributes text not null default '{}', identifier text, preferred_username_key text, external_id_key text, name_key text, role_reasons text not null default '[]', identities_version integer not null default 0, preferred_username_verified integer not null default 0, access_ended_at integer) strict;
CREATE INDEX users_email on users (environment_id, email_key) where email_key is not null;
CREATE INDEX users_environment on users (environment_id, id);
CREATE INDEX users_environment_name on users (environment_id, name_key) where name_key is not null;
CREATE UNIQUE INDEX users_external_id on users (organization_id, external_id) where external_id is not null;
CREATE INDEX users_external_id_key on users (organization_id, external_id_key) where external_id_key is not null;
CREATE INDEX users_organization on users (organization_id, id);
CREATE INDEX users_organization_email on users (organization_id, email_key) where email_key is not null;
CREATE INDEX users_organization_name on users (organization_id, name_key) where name_key is not null;
CREATE INDEX users_preferred_username on users (organization_id, preferred_username_key)
  where preferred_username_key is not null;
CREATE INDEX users_suspended on users (environment_id, id) where state = 'suspended';
