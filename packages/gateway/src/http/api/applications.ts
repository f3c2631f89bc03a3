/** Applications, over HTTP: how one is printed, and what each operation calls. */

import type { Application, applicationSecret } from '@gatehouse/sdk/contract/applications'
import type { Contract } from '@gatehouse/sdk/contract/contract'
import type { z } from 'zod'
import * as domain from '../../domain/applications.ts'
import type { ApplicationConfiguration } from '../../domain/configuration.ts'
import type { ApplicationSecretRecord } from '../../domain/records.ts'
import { environmentOf, type Handlers, nothing, storesOf, versioned } from './call.ts'
import { presentPage, time, timeOrNull } from './present.ts'

export function presentApplicationSecret(record: ApplicationSecretRecord): z.infer<typeof applicationSecret> {
  const { id, hint, last_used_at, created_at } = record
  return {
    object: 'application_secret',
    id,
    hint,
    last_used_at: timeOrNull(last_used_at),
    created_at: time(created_at),
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
    created_at: time(created_at),
    updated_at: time(updated_at),
  }
}

export const applicationsHandlers: Handlers<Contract['applications']> = {
  list: async (call) => {
    const store = storesOf(call).applications
    const page = await store.list(call.query)
    const views = await Promise.all(
      page.records.map(async (application) => ({
        id: application.id,
        application,
        secrets: await store.secrets(application.id),
      })),
    )
    return { body: presentPage({ ...page, records: views }, presentApplication) }
  },
  get: async (call) => {
    const view = await domain.getApplication(call.ports, environmentOf(call).id, call.params.application_id)
    return versioned(view.application, presentApplication(view))
  },
  create: async (call) => {
    const view = await domain.createApplication(call.ports, environmentOf(call).id, call.body)
    return versioned(view.application, presentApplication(view))
  },
  update: async (call) => {
    const { ports, params, body, version } = call
    const environment_id = environmentOf(call).id
    const view = await domain.updateApplication(ports, environment_id, params.application_id, body, version)
    return versioned(view.application, presentApplication(view))
  },
  delete: async (call) => {
    await domain.deleteApplication(call.ports, environmentOf(call).id, call.params.application_id)
    return nothing
  },
  createSecret: async (call) => {
    const { application_id } = call.params
    const environment_id = environmentOf(call).id
    const made = await domain.createApplicationSecret(call.ports, environment_id, application_id)
    return { body: { ...presentApplicationSecret(made.record), client_secret: made.client_secret } }
  },
  revokeSecret: async (call) => {
    const { application_id, secret_id } = call.params
    await domain.revokeApplicationSecret(call.ports, environmentOf(call).id, application_id, secret_id)
    return nothing
  },
}
