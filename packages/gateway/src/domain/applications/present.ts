/** The public form of applications and their secrets. */
import { isoTime, isoTimeOrNull } from '@gatehouse-sso/core/time'
import type { Application, ApplicationSecret } from '@gatehouse-sso/sdk/contract/applications'
import type { ApplicationConfiguration } from '../ports/configuration.ts'
import type { ApplicationSecretRecord } from '../stores/applications.ts'

export function presentApplicationSecret(record: ApplicationSecretRecord): ApplicationSecret {
  const { id, application_id, hint, last_used_at, created_at } = record
  return {
    object: 'application_secret',
    id,
    application_id,
    hint,
    last_used_at: isoTimeOrNull(last_used_at),
    created_at: isoTime(created_at),
  }
}

export function presentApplication({ application, secrets }: ApplicationConfiguration): Application {
  const { environment_id: _, version: __, created_at, updated_at, ...record } = application
  return {
    object: 'application',
    ...record,
    client_id: record.id,
    redirect_uris: [...record.redirect_uris],
    post_logout_redirect_uris: [...record.post_logout_redirect_uris],
    token_endpoint_auth_methods: [...record.token_endpoint_auth_methods],
    grant_types: [...record.grant_types],
    jwks: record.jwks && { ...record.jwks },
    secrets: secrets.map(presentApplicationSecret),
    created_at: isoTime(created_at),
    updated_at: isoTime(updated_at),
  }
}
