/** The settings of the sign-in. Its program is loaded at the first call, so that other programs do not carry it. */
import type { GatehouseOptions } from '../client.ts'
import { ConnectionError } from '../errors.ts'
import { variable } from '../variable.ts'
import type { Sso } from './sso.ts'

export function sso(options: GatehouseOptions): Sso {
  let loading: Promise<Sso> | undefined
  const loaded = (): Promise<Sso> => {
    loading ??= load(options).catch((error: unknown) => {
      loading = undefined // the next call tries again
      throw error
    })
    return loading
  }
  return {
    authorizationUrl: async (input) => (await loaded()).authorizationUrl(input),
    authenticate: async (input) => (await loaded()).authenticate(input),
    logoutUrl: async (input) => (await loaded()).logoutUrl(input),
  }
}

async function load(options: GatehouseOptions): Promise<Sso> {
  const base_url = (options.base_url ?? variable('GATEHOUSE_BASE_URL'))?.replace(/(?:\/v1)?\/?$/, '')
  const settings = {
    issuer: options.issuer ?? base_url,
    client_id: options.client_id ?? variable('GATEHOUSE_CLIENT_ID'),
    client_secret: options.client_secret ?? variable('GATEHOUSE_CLIENT_SECRET'),
  }
  const { issuer, client_id, client_secret } = settings
  if (!issuer) throw missing('base_url', 'GATEHOUSE_BASE_URL')
  if (!client_id) throw missing('client_id', 'GATEHOUSE_CLIENT_ID')
  if (!client_secret) throw missing('client_secret', 'GATEHOUSE_CLIENT_SECRET')
  const { signIns } = await import('./sign-in.ts')
  const send: typeof fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))
  const surroundings = { now: options.now ?? Date.now, fetch: send }
  return signIns({ issuer, client_id, client_secret, timeout_ms: options.timeout_ms ?? 30_000 }, surroundings)
}

function missing(name: string, variable: string): ConnectionError {
  return new ConnectionError(`No ${name}: set ${name} or ${variable}`, { code: `no_${name}` })
}
