/**
 * A client secret stays with the hosts for which it was entered. A setup session cannot read it, and must not have it
 * sent to a host of its choice either.
 */
import { Failure, type FieldError } from '@gatehouse-sso/core/failure'
import type { Ports } from '../ports/ports.ts'
import type { SetupLinkRecord } from '../stores/setup-links.ts'

type Settings = Readonly<Record<string, unknown>>

const message =
  'would send the client secret that is kept here to another host: delete the secret first, or enter it anew together with this value'

/**
 * @param changes the settings that a setup session sends; `null` removes one
 * @throws Failure values_invalid for those that lead to other hosts while a client secret is kept
 */
export async function checkKeptSecret(ports: Ports, link: SetupLinkRecord, changes: Settings): Promise<void> {
  if (link.connection_id === null) return
  const { connections, credentials } = ports.stores.in(link.environment_id)
  const connection = await connections.get(link.connection_id)
  const kept = await credentials.ofConnection(link.connection_id)
  if (!connection || !kept.some(({ type }) => type === 'client_secret')) return
  const { type, candidate } = connection
  const settings = candidate?.settings ?? connection.settings
  const hostsWith = (change: Settings): string =>
    ports.connection_types.secretHosts(type, withChanges(settings, change)).join(' ')
  const hosts = hostsWith({})
  const next = hostsWith(changes)
  // Settings that miss something, or are wrong, send nothing.
  if (next === '' || next === hosts) return
  const moved = Object.keys(changes).filter((name) => hostsWith({ [name]: changes[name] }) !== hosts)
  const params = (moved.length > 0 ? moved : Object.keys(changes)).map((name) => `/settings/${name}`)
  throw new Failure('values_invalid', {
    errors: params.map((param): FieldError => ({ param, code: 'not_allowed', message })),
  })
}

function withChanges(settings: Settings, changes: Settings): Settings {
  return Object.fromEntries(Object.entries({ ...settings, ...changes }).filter(([, value]) => value !== null))
}
