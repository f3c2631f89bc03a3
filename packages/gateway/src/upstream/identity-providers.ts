/** The port `IdentityProviders`: the provider of a connection's type, spoken to by the host of its protocol. */

import { Failure } from '@gatehouse-sso/core/failure'
import type { Keys } from '../domain/ports/keys.ts'
import type { IdentityProviders } from '../domain/ports/upstream.ts'
import { credentialContext } from '../domain/stores/credentials.ts'
import type { Outbound } from '../outbound/fetch.ts'
import { providerOf } from '../providers/index.ts'
import { beginOidc } from './oidc/begin.ts'
import { finishOidc } from './oidc/finish.ts'
import type { OidcHost } from './oidc/host.ts'
import { metadataCache } from './oidc/metadata-cache.ts'

export function identityProviders(outbound: Outbound, keys: Keys, now: () => number): IdentityProviders {
  const metadata = metadataCache(outbound, now)
  const upstreamOf = (type: string): OidcHost => ({
    provider: providerOf(type),
    metadata,
    outbound,
    now,
    openSecret: ({ id, secret_sealed }) => keys.open(secret_sealed, credentialContext(id)),
  })

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
    async probe({ type, settings }) {
      const provider = providerOf(type)
      const client = provider.client(provider.settings.parse(settings))
      const keys = await metadata.keys(await metadata.discovery(client))
      if (keys.length === 0) throw new Failure('keys_unusable', { expected: 'a key that can verify a signature' })
    },
    begin: (request) => beginOidc(upstreamOf(request.connection.type), request),
    finish: (request) => finishOidc(upstreamOf(request.connection.type), request),
  }
}
