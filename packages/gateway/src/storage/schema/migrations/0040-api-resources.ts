import type { Migration } from '../migration.ts'

/** APIs of the vendor that accept access tokens from customers' Entra tenants, and the tenants that may call them. */
export const apiResources: Migration = {
  name: '0040_api_resources',
  statements: ({ bigint, strict }) => [
    `create table api_resources (
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
      created_at ${bigint} not null,
      updated_at ${bigint} not null
    ) ${strict}`,
    'create index api_resources_environment on api_resources (environment_id, id)',
    'create index api_resources_application on api_resources (environment_id, application_id)',
    'create index api_resources_organization on api_resources (organization_id, id) where organization_id is not null',
    `create table api_resource_tenants (
      id text primary key,
      environment_id text not null references environments (id) on delete cascade,
      api_resource_id text not null references api_resources (id) on delete cascade,
      organization_id text not null references organizations (id) on delete cascade,
      tenant_id text not null,
      source text not null,
      allowed_clients text not null,
      version integer not null,
      created_at ${bigint} not null,
      updated_at ${bigint} not null
    ) ${strict}`,
    'create unique index api_resource_tenants_tenant on api_resource_tenants (api_resource_id, tenant_id)',
    'create index api_resource_tenants_list on api_resource_tenants (api_resource_id, id)',
    'create index api_resource_tenants_environment on api_resource_tenants (environment_id)',
    'create index api_resource_tenants_organization on api_resource_tenants (organization_id, id)',
  ],
}
