/** The port `ConnectionTypes`, answered from the provider of each type. */
import type { ConnectionTypes } from '../domain/ports/connection-types.ts'
import type { Outbound } from '../outbound/fetch.ts'
import { providerOf } from '../providers/index.ts'

export function connectionTypes(outbound: Outbound): ConnectionTypes {
  return {
    name: (type) => providerOf(type).name,
    parseSettings(type, settings) {
      const provider = providerOf(type)
      const parsed = provider.settings.safeParse(settings)
      if (!parsed.success) {
        return parsed.error.issues.map(({ path, code, message }) => ({
          param: path.map((part) => `/${String(part)}`).join(''),
          code,
          message,
        }))
      }
      outbound.check(provider.client(parsed.data).discovery_url)
      return parsed.data as Readonly<Record<string, unknown>>
    },
    secretProblem: (type, secret) => providerOf(type).secretProblem?.(secret),
    defaultMapping: (type) => providerOf(type).default_mapping,
    hints: (type, codes) => codes.flatMap((code) => providerOf(type).hints[code] ?? []),
  }
}
