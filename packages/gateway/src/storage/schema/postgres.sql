-- Printed by `npm run generate` from packages/gateway/src/storage/schema/migrations.

create table admin_links (
  id text collate "C" not null,
  staff_id text collate "C" not null,
  token_hash text collate "C" not null,
  created_at bigint not null,
  expires_at bigint not null,
  PRIMARY KEY (id),
  FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE
);
CREATE INDEX admin_links_expires_at ON public.admin_links USING btree (expires_at);
CREATE INDEX admin_links_staff ON public.admin_links USING btree (staff_id);

create table api_keys (
  id text collate "C" not null,
  environment_id text collate "C",
  name text collate "C" not null,
  key_hash text collate "C" not null,
  hint text collate "C" not null,
  scopes text collate "C" not null,
  expires_at bigint,
  last_used_at bigint,
  last_used_address text collate "C",
  revoked_at bigint,
  created_at bigint not null,
  PRIMARY KEY (id),
  FOREIGN KEY (environment_id) REFERENCES environments(id),
  UNIQUE (key_hash)
);
CREATE INDEX api_keys_environment ON public.api_keys USING btree (environment_id, id);

create table api_resource_tenants (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  api_resource_id text collate "C" not null,
  organization_id text collate "C" not null,
  tenant_id text collate "C" not null,
  source text collate "C" not null,
  allowed_clients text collate "C" not null,
  version integer not null,
  created_at bigint not null,
  updated_at bigint not null,
  PRIMARY KEY (id),
  FOREIGN KEY (api_resource_id) REFERENCES api_resources(id) ON DELETE CASCADE,
  FOREIGN KEY (environment_id) REFERENCES environments(id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
CREATE INDEX api_resource_tenants_environment ON public.api_resource_tenants USING btree (environment_id);
CREATE INDEX api_resource_tenants_list ON public.api_resource_tenants USING btree (api_resource_id, id);
CREATE INDEX api_resource_tenants_organization ON public.api_resource_tenants USING btree (organization_id, id);
CREATE UNIQUE INDEX api_resource_tenants_tenant ON public.api_resource_tenants USING btree (api_resource_id, tenant_id);

create table api_resources (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  organization_id text collate "C",
  name text collate "C" not null,
  enabled integer not null,
  cloud text collate "C" not null,
  authority_host text collate "C",
  application_id text collate "C" not null,
  app_id_uris text collate "C" not null,
  accepts_v1 integer not null,
  application_keys integer not null,
  allowed_clients text collate "C" not null,
  required_scopes text collate "C" not null,
  required_app_roles text collate "C" not null,
  allow_app_only integer not null,
  required_acr text collate "C",
  claims text collate "C" not null,
  admin_group text collate "C",
  require_group integer not null,
  match_case text collate "C" not null,
  match_group_names integer not null,
  debug integer not null,
  version integer not null,
  created_at bigint not null,
  updated_at bigint not null,
  allow_token_exchange integer not null default 0,
  PRIMARY KEY (id),
  FOREIGN KEY (environment_id) REFERENCES environments(id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
CREATE INDEX api_resources_application ON public.api_resources USING btree (environment_id, application_id);
CREATE INDEX api_resources_environment ON public.api_resources USING btree (environment_id, id);
CREATE INDEX api_resources_organization ON public.api_resources USING btree (organization_id, id) WHERE (organization_id IS NOT NULL);

create table application_secrets (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  application_id text collate "C" not null,
  secret_hash text collate "C" not null,
  hint text collate "C" not null,
  last_used_at bigint,
  created_at bigint not null,
  PRIMARY KEY (id),
  FOREIGN KEY (application_id) REFERENCES applications(id) ON DELETE CASCADE
);
CREATE INDEX application_secrets_application ON public.application_secrets USING btree (application_id, id);

create table applications (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  name text collate "C" not null,
  state text collate "C" not null,
  type text collate "C" not null,
  redirect_uris text collate "C" not null,
  post_logout_redirect_uris text collate "C" not null,
  token_endpoint_auth_methods text collate "C" not null,
  require_pkce integer not null,
  grant_types text collate "C" not null,
  jwks text collate "C",
  jwks_uri text collate "C",
  id_token_signed_response_alg text collate "C" not null,
  initiate_login_uri text collate "C",
  version integer not null,
  created_at bigint not null,
  updated_at bigint not null,
  output_claims text not null default '{}'::text,
  backchannel_logout_uri text,
  backchannel_logout_session_required integer not null default 0,
  frontchannel_logout_uri text,
  frontchannel_logout_session_required integer not null default 0,
  PRIMARY KEY (id),
  FOREIGN KEY (environment_id) REFERENCES environments(id)
);
CREATE INDEX applications_environment ON public.applications USING btree (environment_id, id);

create table branding (
  environment_id text collate "C" not null,
  name text collate "C",
  logo_png text collate "C",
  accent text collate "C",
  support_email text collate "C",
  version integer not null,
  created_at bigint not null,
  updated_at bigint not null,
  PRIMARY KEY (environment_id),
  FOREIGN KEY (environment_id) REFERENCES environments(id) ON DELETE CASCADE
);

create table connections (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  organization_id text collate "C" not null,
  type text collate "C" not null,
  name text collate "C" not null,
  state text collate "C" not null,
  settings text collate "C" not null,
  mapping text collate "C" not null,
  policy text collate "C" not null,
  version integer not null,
  created_at bigint not null,
  updated_at bigint not null,
  candidate text,
  previous text,
  last_test text,
  armed_at bigint,
  consent text,
  endpoints text,
  exposed_keys text,
  saml_watch text,
  saml_watch_at bigint not null default 0,
  PRIMARY KEY (id),
  FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
CREATE INDEX connections_environment ON public.connections USING btree (environment_id, id);
CREATE INDEX connections_organization ON public.connections USING btree (organization_id, id);
CREATE INDEX connections_saml_watch_at ON public.connections USING btree (saml_watch_at) WHERE ((state = 'active'::text) AND (type = ANY (ARRAY['entra_saml'::text, 'okta_saml'::text, 'google_saml'::text, 'saml'::text])));
CREATE INDEX connections_state ON public.connections USING btree (environment_id, state, organization_id);
CREATE INDEX connections_type ON public.connections USING btree (environment_id, type, organization_id);

create table credentials (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  connection_id text collate "C" not null,
  type text collate "C" not null,
  active integer not null,
  secret_sealed text collate "C",
  hint text collate "C",
  not_after bigint,
  last_used_at bigint,
  created_at bigint not null,
  trial text,
  certificate text,
  federation text,
  failed_at bigint,
  proved_at bigint,
  probe_at bigint not null default 0,
  warned_days integer,
  PRIMARY KEY (id),
  FOREIGN KEY (connection_id) REFERENCES connections(id) ON DELETE CASCADE
);
CREATE INDEX credentials_connection ON public.credentials USING btree (connection_id, id);
CREATE INDEX credentials_federated ON public.credentials USING btree (id) WHERE (type = 'federated'::text);
CREATE INDEX credentials_not_after ON public.credentials USING btree (not_after) WHERE (not_after IS NOT NULL);
CREATE INDEX credentials_probe ON public.credentials USING btree (probe_at);

create table deleted_identities (
  environment_id text collate "C" not null,
  organization_id text collate "C" not null,
  identity_hash text collate "C" not null,
  deleted_at bigint not null,
  PRIMARY KEY (organization_id, identity_hash),
  FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);

create table device_authorizations (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  application_id text collate "C" not null,
  device_code_hash text collate "C" not null,
  user_code_hash text collate "C" not null,
  scopes text collate "C" not null,
  api_resource_id text collate "C",
  hints text collate "C" not null,
  asked_from text collate "C",
  state text collate "C" not null,
  grant_id text collate "C",
  interval_seconds integer not null,
  polled_at bigint,
  created_at bigint not null,
  expires_at bigint not null,
  PRIMARY KEY (id)
);
CREATE INDEX device_authorizations_expires_at ON public.device_authorizations USING btree (expires_at);
CREATE UNIQUE INDEX device_authorizations_user_code ON public.device_authorizations USING btree (environment_id, user_code_hash);

create table domains (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  organization_id text collate "C" not null,
  domain text collate "C" not null,
  state text collate "C" not null,
  verified_at bigint,
  created_at bigint not null,
  verified_by text,
  proof_token text not null default ''::text,
  checked_at bigint,
  check_at bigint,
  records text not null default '[]'::text,
  pending_since bigint,
  proof_missing_since bigint,
  PRIMARY KEY (id),
  FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
CREATE INDEX domains_check_at ON public.domains USING btree (check_at) WHERE (check_at IS NOT NULL);
CREATE INDEX domains_claimed ON public.domains USING btree (environment_id, domain) WHERE (state <> 'verified'::text);
CREATE UNIQUE INDEX domains_of_organization ON public.domains USING btree (organization_id, domain);
CREATE UNIQUE INDEX domains_verified ON public.domains USING btree (environment_id, domain) WHERE (state = 'verified'::text);

create table environments (
  id text collate "C" not null,
  name text collate "C" not null,
  slug text collate "C" not null,
  kind text collate "C" not null,
  is_default integer not null,
  version integer not null,
  created_at bigint not null,
  updated_at bigint not null,
  trace_days integer not null default 30,
  callback_aliases text not null default '[]'::text,
  suggested_application_name text,
  PRIMARY KEY (id),
  UNIQUE (slug)
);
CREATE UNIQUE INDEX environments_default ON public.environments USING btree (is_default) WHERE (is_default = 1);

create table events (
  environment_id text collate "C" not null,
  id text collate "C" not null,
  type text collate "C" not null,
  organization_id text collate "C",
  object_id text collate "C",
  actor_type text collate "C" not null,
  actor_id text collate "C",
  source text collate "C",
  data text collate "C" not null,
  changes text collate "C" not null,
  created_at bigint not null,
  PRIMARY KEY (environment_id, id)
);
CREATE INDEX events_object ON public.events USING btree (object_id, id) WHERE (object_id IS NOT NULL);
CREATE INDEX events_organization ON public.events USING btree (organization_id, id) WHERE (organization_id IS NOT NULL);

create table federation_keys (
  id text collate "C" not null,
  state text collate "C" not null,
  public_jwk text collate "C" not null,
  private_sealed text collate "C" not null,
  created_at bigint not null,
  changed_at bigint not null,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX federation_keys_state ON public.federation_keys USING btree (state) WHERE (state <> 'previous'::text);

create table grants (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  application_id text collate "C" not null,
  user_id text collate "C" not null,
  session_id text collate "C" not null,
  connection_id text collate "C" not null,
  sign_in_id text collate "C",
  scopes text collate "C" not null,
  requested_claims text collate "C" not null,
  offline integer not null,
  auth_time bigint,
  amr text collate "C",
  acr text collate "C",
  redirect_uri text collate "C" not null,
  nonce text collate "C",
  code_challenge text collate "C",
  code_hash text collate "C" not null,
  code_expires_at bigint not null,
  code_redeemed_at bigint,
  revoked_at bigint,
  revoked_because text collate "C",
  created_at bigint not null,
  expires_at bigint not null,
  profile_sealed text,
  session_expiry bigint,
  access_token text,
  api_resource_id text,
  PRIMARY KEY (id)
);
CREATE INDEX grants_expires_at ON public.grants USING btree (expires_at) WHERE (offline = 0);
CREATE INDEX grants_without_sign_in ON public.grants USING btree (user_id) WHERE (sign_in_id IS NULL);

create table groups (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  organization_id text collate "C" not null,
  source text collate "C" not null,
  idp_id text collate "C" not null,
  name text collate "C" not null,
  roles text collate "C" not null,
  version integer not null,
  created_at bigint not null,
  updated_at bigint not null,
  seen_count bigint not null default 0,
  last_seen_at bigint,
  PRIMARY KEY (id),
  FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
CREATE INDEX groups_environment ON public.groups USING btree (environment_id, id);
CREATE UNIQUE INDEX groups_idp_id ON public.groups USING btree (organization_id, idp_id);
CREATE INDEX groups_named ON public.groups USING btree (organization_id, idp_id) WHERE (source <> 'sign_in'::text);
CREATE INDEX groups_organization ON public.groups USING btree (organization_id, id);

create table idempotency_keys (
  id text collate "C" not null,
  request_hash text collate "C" not null,
  attempt text collate "C" not null,
  lease_until bigint not null,
  committed_at bigint,
  answer_sealed text collate "C",
  created_at bigint not null,
  expires_at bigint not null,
  PRIMARY KEY (id)
);
CREATE INDEX idempotency_keys_expires_at ON public.idempotency_keys USING btree (expires_at);

create table identities (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  organization_id text collate "C" not null,
  user_id text collate "C" not null,
  authority text collate "C" not null,
  subject text collate "C" not null,
  identifier text collate "C",
  connection_id text collate "C",
  linked_because text collate "C" not null,
  created_at bigint not null,
  PRIMARY KEY (id),
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX identities_subject ON public.identities USING btree (organization_id, authority, subject);
CREATE INDEX identities_user ON public.identities USING btree (user_id, id);

create table installation (
  id integer not null,
  key_id text collate "C" not null,
  key_check_sealed text collate "C" not null,
  configuration_version bigint not null,
  created_at bigint not null,
  federation_issuer text,
  owner_organization_id text,
  owner_changed_at bigint,
  PRIMARY KEY (id),
  CHECK ((id = 1)),
  FOREIGN KEY (owner_organization_id) REFERENCES organizations(id) ON DELETE SET NULL
);

create table invitations (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  organization_id text collate "C" not null,
  email text collate "C" not null,
  email_key text collate "C" not null,
  subject text collate "C",
  application_id text collate "C" not null,
  connection_id text collate "C",
  asks_consent integer not null,
  token_hash text collate "C" not null,
  expires_at bigint not null,
  sent_at bigint,
  accepted_at bigint,
  accepted_by text collate "C",
  revoked_at bigint,
  version integer not null,
  created_at bigint not null,
  updated_at bigint not null,
  PRIMARY KEY (id),
  FOREIGN KEY (application_id) REFERENCES applications(id) ON DELETE CASCADE,
  FOREIGN KEY (connection_id) REFERENCES connections(id) ON DELETE CASCADE,
  FOREIGN KEY (environment_id) REFERENCES environments(id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
CREATE INDEX invitations_application ON public.invitations USING btree (application_id);
CREATE INDEX invitations_connection ON public.invitations USING btree (connection_id) WHERE (connection_id IS NOT NULL);
CREATE INDEX invitations_email ON public.invitations USING btree (organization_id, email_key) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));
CREATE INDEX invitations_environment ON public.invitations USING btree (environment_id, id);
CREATE INDEX invitations_organization ON public.invitations USING btree (organization_id, id);
CREATE INDEX invitations_subject ON public.invitations USING btree (organization_id, subject) WHERE ((subject IS NOT NULL) AND (accepted_at IS NULL) AND (revoked_at IS NULL));

create table jobs (
  id text collate "C" not null,
  kind text collate "C" not null,
  payload text collate "C" not null,
  state text collate "C" not null,
  run_at bigint not null,
  every_ms bigint,
  attempts integer not null,
  lease_token text collate "C",
  lease_until bigint,
  last_error text collate "C",
  created_at bigint not null,
  PRIMARY KEY (id)
);
CREATE INDEX jobs_dead ON public.jobs USING btree (id) WHERE (state = 'dead'::text);
CREATE UNIQUE INDEX jobs_schedule ON public.jobs USING btree (kind) WHERE (every_ms IS NOT NULL);
CREATE INDEX jobs_waiting ON public.jobs USING btree (run_at) WHERE (state = 'waiting'::text);

create table organizations (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  name text collate "C" not null,
  external_id text collate "C",
  metadata text collate "C" not null,
  version integer not null,
  created_at bigint not null,
  updated_at bigint not null,
  policy text not null default '{"default_role":null,"default_roles":[],"default_groups":[],"require_group":false,"outside_domains":"allow"}'::text,
  slug text,
  host text,
  access_ended_at bigint,
  name_key text collate "C",
  PRIMARY KEY (id),
  FOREIGN KEY (environment_id) REFERENCES environments(id)
);
CREATE INDEX organizations_environment ON public.organizations USING btree (environment_id, id);
CREATE UNIQUE INDEX organizations_external_id ON public.organizations USING btree (environment_id, external_id) WHERE (external_id IS NOT NULL);
CREATE UNIQUE INDEX organizations_host ON public.organizations USING btree (host) WHERE (host IS NOT NULL);
CREATE INDEX organizations_name ON public.organizations USING btree (environment_id, name_key);
CREATE UNIQUE INDEX organizations_slug ON public.organizations USING btree (environment_id, slug) WHERE (slug IS NOT NULL);

create table pushed_requests (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  application_id text collate "C" not null,
  handle_hash text collate "C" not null,
  parameters_sealed text collate "C" not null,
  created_at bigint not null,
  expires_at bigint not null,
  PRIMARY KEY (id)
);
CREATE INDEX pushed_requests_expires_at ON public.pushed_requests USING btree (expires_at);

create table rechecks (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  connection_id text collate "C" not null,
  token_sealed text collate "C",
  checked_at bigint not null,
  lease_until bigint,
  sign_in_needed_because text collate "C",
  expires_at bigint not null,
  PRIMARY KEY (id),
  FOREIGN KEY (connection_id) REFERENCES connections(id) ON DELETE CASCADE
);
CREATE INDEX rechecks_connection ON public.rechecks USING btree (connection_id);
CREATE INDEX rechecks_expires_at ON public.rechecks USING btree (expires_at);

create table refresh_tokens (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  grant_id text collate "C" not null,
  token_hash text collate "C" not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  PRIMARY KEY (id)
);

create table roles (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  slug text collate "C" not null,
  name text collate "C" not null,
  description text collate "C",
  position integer not null,
  is_default integer not null,
  version integer not null,
  created_at bigint not null,
  updated_at bigint not null,
  claim_values text not null default '[]'::text,
  assignable_by_customer integer not null default 0,
  PRIMARY KEY (id),
  FOREIGN KEY (environment_id) REFERENCES environments(id)
);
CREATE UNIQUE INDEX roles_default ON public.roles USING btree (environment_id) WHERE (is_default = 1);
CREATE UNIQUE INDEX roles_slug ON public.roles USING btree (environment_id, slug);

create table schema_migrations (
  name text collate "C" not null,
  started_at bigint not null,
  finished_at bigint,
  checksum text collate "C",
  PRIMARY KEY (name)
);

create table sessions (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  organization_id text collate "C" not null,
  user_id text collate "C" not null,
  connection_id text collate "C" not null,
  token_hash text collate "C" not null,
  auth_time bigint,
  amr text collate "C",
  acr text collate "C",
  upstream_sid text collate "C",
  created_at bigint not null,
  last_used_at bigint not null,
  expires_at bigint not null,
  ended_at bigint,
  ended_because text collate "C",
  profile_sealed text,
  session_expiry bigint,
  logout_hints_sealed text,
  application_id text,
  PRIMARY KEY (id)
);
CREATE INDEX sessions_expires_at ON public.sessions USING btree (expires_at);
CREATE INDEX sessions_upstream_sid ON public.sessions USING btree (upstream_sid) WHERE (upstream_sid IS NOT NULL);

create table setup_administrators (
  setup_link_id text collate "C" not null,
  environment_id text collate "C" not null,
  email_key text collate "C" not null,
  authority text collate "C" not null,
  subject text collate "C" not null,
  created_at bigint not null,
  PRIMARY KEY (setup_link_id, email_key),
  FOREIGN KEY (setup_link_id) REFERENCES setup_links(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX setup_administrators_identity ON public.setup_administrators USING btree (setup_link_id, authority, subject);

create table setup_links (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  organization_id text collate "C" not null,
  parent_id text collate "C",
  intents text collate "C" not null,
  only_step text collate "C",
  activation text collate "C" not null,
  needs_test integer not null,
  admin_emails text collate "C" not null,
  return_url text collate "C",
  success_url text collate "C",
  connection_id text collate "C",
  token_hash text collate "C" not null,
  language text collate "C",
  progress text collate "C" not null,
  uses text collate "C" not null,
  expires_at bigint not null,
  activation_requested_at bigint,
  completed_at bigint,
  revoked_at bigint,
  version integer not null,
  created_at bigint not null,
  updated_at bigint not null,
  PRIMARY KEY (id),
  FOREIGN KEY (connection_id) REFERENCES connections(id) ON DELETE SET NULL,
  FOREIGN KEY (environment_id) REFERENCES environments(id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE,
  FOREIGN KEY (parent_id) REFERENCES setup_links(id) ON DELETE CASCADE
);
CREATE INDEX setup_links_connection ON public.setup_links USING btree (connection_id) WHERE (connection_id IS NOT NULL);
CREATE INDEX setup_links_environment ON public.setup_links USING btree (environment_id, id);
CREATE INDEX setup_links_organization ON public.setup_links USING btree (organization_id, id);
CREATE INDEX setup_links_parent ON public.setup_links USING btree (parent_id) WHERE (parent_id IS NOT NULL);

create table setup_sessions (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  setup_link_id text collate "C" not null,
  token_hash text collate "C" not null,
  created_at bigint not null,
  expires_at bigint not null,
  person text,
  PRIMARY KEY (id),
  FOREIGN KEY (environment_id) REFERENCES environments(id) ON DELETE CASCADE,
  FOREIGN KEY (setup_link_id) REFERENCES setup_links(id) ON DELETE CASCADE
);
CREATE INDEX setup_sessions_environment ON public.setup_sessions USING btree (environment_id);
CREATE INDEX setup_sessions_expires_at ON public.setup_sessions USING btree (expires_at);
CREATE INDEX setup_sessions_setup_link ON public.setup_sessions USING btree (setup_link_id, id);

create table setup_tests (
  setup_link_id text collate "C" not null,
  environment_id text collate "C" not null,
  id text collate "C" not null,
  PRIMARY KEY (setup_link_id, id),
  FOREIGN KEY (setup_link_id) REFERENCES setup_links(id) ON DELETE CASCADE
);

create table sign_in_spans (
  environment_id text collate "C" not null,
  name text collate "C" not null,
  succeeded bigint not null,
  failed bigint not null,
  causes text collate "C" not null,
  PRIMARY KEY (environment_id, name),
  FOREIGN KEY (environment_id) REFERENCES environments(id) ON DELETE CASCADE
);

create table sign_in_traces (
  sign_in_id text collate "C" not null,
  id text collate "C" not null,
  environment_id text collate "C" not null,
  entry text collate "C" not null,
  entry_sealed text collate "C",
  created_at bigint not null,
  request_id text,
  upstream_correlation_id text,
  upstream_trace_id text,
  PRIMARY KEY (sign_in_id, id)
) with (toast_tuple_target=8160);
CREATE INDEX sign_in_traces_request ON public.sign_in_traces USING btree (request_id) WHERE (request_id IS NOT NULL);
CREATE INDEX sign_in_traces_sealed ON public.sign_in_traces USING btree (environment_id, created_at) WHERE (entry_sealed IS NOT NULL);
CREATE INDEX sign_in_traces_upstream_correlation_id ON public.sign_in_traces USING btree (upstream_correlation_id) WHERE (upstream_correlation_id IS NOT NULL);
CREATE INDEX sign_in_traces_upstream_trace_id ON public.sign_in_traces USING btree (upstream_trace_id) WHERE (upstream_trace_id IS NOT NULL);

create table sign_ins (
  environment_id text collate "C" not null,
  id text collate "C" not null,
  application_id text collate "C",
  organization_id text collate "C",
  connection_id text collate "C",
  user_id text collate "C",
  email_key text collate "C",
  state text collate "C" not null,
  state_hash text collate "C",
  browser_hash text collate "C",
  flow_sealed text collate "C",
  restarted integer not null,
  error_code text collate "C",
  session_id text collate "C",
  grant_id text collate "C",
  created_at bigint not null,
  expires_at bigint not null,
  finished_at bigint,
  occurrences integer not null default 1,
  PRIMARY KEY (environment_id, id)
);
CREATE INDEX sign_ins_connection ON public.sign_ins USING btree (connection_id, id);
CREATE INDEX sign_ins_failed ON public.sign_ins USING btree (environment_id, id) WHERE (state = 'failed'::text);
CREATE INDEX sign_ins_in_progress ON public.sign_ins USING btree (expires_at) WHERE (state = 'in_progress'::text);
CREATE INDEX sign_ins_in_test ON public.sign_ins USING btree (expires_at) WHERE (state = 'test_in_progress'::text);
CREATE INDEX sign_ins_user ON public.sign_ins USING btree (user_id, id) WHERE (user_id IS NOT NULL);

create table signing_keys (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  alg text collate "C" not null,
  state text collate "C" not null,
  public_jwk text collate "C" not null,
  private_sealed text collate "C" not null,
  created_at bigint not null,
  changed_at bigint not null,
  PRIMARY KEY (id),
  FOREIGN KEY (environment_id) REFERENCES environments(id)
);
CREATE INDEX signing_keys_environment ON public.signing_keys USING btree (environment_id);
CREATE UNIQUE INDEX signing_keys_state ON public.signing_keys USING btree (environment_id, alg, state) WHERE (state <> 'previous'::text);

create table staff (
  id text collate "C" not null,
  email text collate "C",
  email_key text collate "C",
  name text collate "C",
  role text collate "C" not null,
  token_hash text collate "C",
  token_expires_at bigint,
  authority text collate "C",
  subject text collate "C",
  last_seen_at bigint,
  version integer not null,
  created_at bigint not null,
  updated_at bigint not null,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX staff_email ON public.staff USING btree (email_key) WHERE (email_key IS NOT NULL);
CREATE UNIQUE INDEX staff_identity ON public.staff USING btree (authority, subject) WHERE (authority IS NOT NULL);

create table staff_sessions (
  id text collate "C" not null,
  staff_id text collate "C" not null,
  started_by text collate "C" not null,
  token_hash text collate "C" not null,
  address text collate "C",
  user_agent text collate "C",
  created_at bigint not null,
  expires_at bigint not null,
  PRIMARY KEY (id),
  FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE
);
CREATE INDEX staff_sessions_expires_at ON public.staff_sessions USING btree (expires_at);
CREATE INDEX staff_sessions_staff ON public.staff_sessions USING btree (staff_id, id);

create table used_assertions (
  id text collate "C" not null,
  expires_at bigint not null,
  PRIMARY KEY (id)
);
CREATE INDEX used_assertions_expires_at ON public.used_assertions USING btree (expires_at);

create table users (
  id text collate "C" not null,
  environment_id text collate "C" not null,
  organization_id text collate "C" not null,
  kind text collate "C" not null,
  state text collate "C" not null,
  source text collate "C" not null,
  email text collate "C",
  email_key text collate "C",
  email_verified integer not null,
  name text collate "C",
  given_name text collate "C",
  family_name text collate "C",
  preferred_username text collate "C",
  external_id text collate "C",
  role text collate "C",
  roles text collate "C" not null,
  groups text collate "C" not null,
  is_admin integer not null,
  metadata text collate "C" not null,
  last_sign_in_at bigint,
  version integer not null,
  created_at bigint not null,
  updated_at bigint not null,
  custom_attributes text not null default '{}'::text,
  identifier text,
  preferred_username_key text collate "C",
  external_id_key text collate "C",
  name_key text collate "C",
  role_reasons text not null default '[]'::text,
  identities_version integer not null default 0,
  preferred_username_verified integer not null default 0,
  access_ended_at bigint,
  PRIMARY KEY (id),
  FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
CREATE INDEX users_email ON public.users USING btree (environment_id, email_key) WHERE (email_key IS NOT NULL);
CREATE INDEX users_environment ON public.users USING btree (environment_id, id);
CREATE INDEX users_environment_name ON public.users USING btree (environment_id, name_key) WHERE (name_key IS NOT NULL);
CREATE UNIQUE INDEX users_external_id ON public.users USING btree (organization_id, external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX users_external_id_key ON public.users USING btree (organization_id, external_id_key) WHERE (external_id_key IS NOT NULL);
CREATE INDEX users_organization ON public.users USING btree (organization_id, id);
CREATE INDEX users_organization_email ON public.users USING btree (organization_id, email_key) WHERE (email_key IS NOT NULL);
CREATE INDEX users_organization_name ON public.users USING btree (organization_id, name_key) WHERE (name_key IS NOT NULL);
CREATE INDEX users_preferred_username ON public.users USING btree (organization_id, preferred_username_key) WHERE (preferred_username_key IS NOT NULL);
CREATE INDEX users_suspended ON public.users USING btree (environment_id, id) WHERE (state = 'suspended'::text);
