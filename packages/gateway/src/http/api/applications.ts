/** Applications, over HTTP: each operation as a call of the domain. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import * as domain from '../../domain/applications/applications.ts'
import { presentApplication, presentApplicationSecret } from '../../domain/applications/present.ts'
import { previewClaims } from '../../domain/tokens/claims-preview.ts'
import { environmentOf, type Handlers, nothing, storesOf, versioned } from './call.ts'
import { presentPage } from './present.ts'

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
    const view = await domain.getApplication(call.work.ports, environmentOf(call).id, call.params.application_id)
    return versioned(view.application, presentApplication(view))
  },
  create: async (call) => {
    const view = await domain.createApplication(call.work, environmentOf(call).id, call.body)
    return versioned(view.application, presentApplication(view))
  },
  update: async (call) => {
    const { work, params, body, version } = call
    const environment_id = environmentOf(call).id
    const view = await domain.updateApplication(work, environment_id, params.application_id, body, version)
    return versioned(view.application, presentApplication(view))
  },
  delete: async (call) => {
    await domain.deleteApplication(call.work, environmentOf(call).id, call.params.application_id, call.version)
    return nothing
  },
  previewClaims: async (call) => {
    const { work, params, query } = call
    return { body: await previewClaims(work.ports, environmentOf(call), { ...params, ...query }) }
  },
  createSecret: async (call) => {
    const { application_id } = call.params
    const environment_id = environmentOf(call).id
    const made = await domain.createApplicationSecret(call.work, environment_id, application_id)
    return { body: { ...presentApplicationSecret(made.record), client_secret: made.client_secret } }
  },
  revokeSecret: async (call) => {
    const { application_id, secret_id } = call.params
    await domain.revokeApplicationSecret(call.work, environmentOf(call).id, application_id, secret_id)
    return nothing
  },
}
