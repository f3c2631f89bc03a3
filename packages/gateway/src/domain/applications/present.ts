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
  const { id, name, state, type, require_pkce, jwks, jwks_uri, initiate_login_uri } = application
  return {
    object: 'application',
    id,
    client_id: id,
    name,
    state,
    type,
    redirect_uris: [...application.redirect_uris],
    post_logout_redirect_uris: [...application.post_logout_redirect_uris],
    token_endpoint_auth_methods: [...application.token_endpoint_auth_methods],
    require_pkce,
    grant_types: [...application.grant_types],
    jwks,
    jwks_uri,
    id_token_signed_response_alg: application.id_token_signed_response_alg,
    initiate_login_uri,
    output_claims: application.output_claims,
    backchannel_logout_uri: application.backchannel_logout_uri,
    backchannel_logout_session_required: application.backchannel_logout_session_required,
    frontchannel_logout_uri: application.frontchannel_logout_uri,
    frontchannel_logout_session_required: application.frontchannel_logout_session_required,
    secrets: secrets.map(presentApplicationSecret),
    created_at: isoTime(application.created_at),
    updated_at: isoTime(application.updated_at),
  }
}
