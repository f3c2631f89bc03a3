/** The branding of an environment, over HTTP. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { presentBranding, updateBranding } from '../../domain/environments/branding.ts'
import { environmentOf, type Handlers, storesOf } from './call.ts'

export const brandingHandlers: Handlers<Contract['branding']> = {
  get: async (call) => {
    const record = await storesOf(call).branding.get()
    const body = presentBranding(call.work.ports, environmentOf(call), record)
    return record ? { body, version: record.version } : { body }
  },
  update: async (call) => {
    const environment = environmentOf(call)
    const record = await updateBranding(call.work, environment, call.body, call.version)
    return { body: presentBranding(call.work.ports, environment, record), version: record.version }
  },
}
