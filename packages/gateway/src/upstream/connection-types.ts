/** The port `ConnectionTypes`, answered from the provider of each type. */
import type { ConnectionTypes } from '../domain/ports/connection-types.ts'
import type { Outbound } from '../outbound/fetch.ts'
import { providerOf } from '../providers/index.ts'
import { parseSettings, settingsSchema } from '../providers/settings-fields.ts'

export function connectionTypes(outbound: Outbound): ConnectionTypes {
  return {
    name: (type) => providerOf(type).name,
    parseSettings(type, settings) {
      const provider = providerOf(type)
      const parsed = parseSettings(provider, settings)
      if (!parsed.success) return parsed.errors
      outbound.check(provider.client(parsed.data).discovery_url)
      return parsed.data as Readonly<Record<string, unknown>>
    },
    settingsSchema: (type) => ({ title: providerOf(type).name, ...settingsSchema(providerOf(type)) }),
    secretProblem: (type, secret) => providerOf(type).secretProblem?.(secret),
    defaultMapping: (type) => providerOf(type).default_mapping,
    hints: (type, codes) => codes.flatMap((code) => providerOf(type).hints[code] ?? []),
  }
}
