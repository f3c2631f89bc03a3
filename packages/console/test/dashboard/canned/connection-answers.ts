/** The answers about connections and their credentials. */

import type { Connection } from '@gatehouse-sso/sdk/browser'
import { Refused } from '../../canned/answers.ts'
import { nextCertificate } from '../../canned/saml.ts'
import { connectionTypes } from './connection-types.ts'
import { before, day, idOf, now } from './ids.ts'
import { connectionOf, credentialOf } from './organizations.ts'
import { type Answer, found, listOf, put, type World } from './world.ts'

const connectionAsked = (world: World, params: Readonly<Record<string, string>>): Connection =>
  found(world.connections, params.connection_id)

type Settings = Readonly<Record<string, unknown>>

/** Settings with changes; `null` removes one. */
const merged = (kept: Settings, changes: Settings): Settings =>
  Object.fromEntries(Object.entries({ ...kept, ...changes }).filter(([, value]) => value !== null))

/** The metadata of an identity provider by now. A change that names its address reads it. */
function readMetadata({ saml }: Connection, { metadata_url }: Settings): Settings {
  if (saml === null || typeof metadata_url !== 'string') return {}
  if (metadata_url.endsWith('/')) {
    throw new Refused(422, 'saml_metadata_invalid', 'The metadata of the identity provider cannot be used.', {
      param: '/settings/metadata_url',
      hint: 'Use the metadata of the application itself.',
    })
  }
  return { certificates: [nextCertificate] }
}

/** The one fault that this gateway knows. */
function refuseWrong({ tenant_id, discovery_url }: Settings): void {
  const faults = [
    ...(tenant_id === 'common'
      ? [
          {
            param: '/settings/tenant_id',
            code: 'invalid',
            message: 'is not the Directory (tenant) ID: it looks like 8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b',
          },
        ]
      : []),
    ...(typeof discovery_url === 'string' && !URL.canParse(discovery_url)
      ? [{ param: '/settings/discovery_url', code: 'invalid', message: 'is not an address' }]
      : []),
  ]
  if (faults.length > 0) throw new Refused(422, 'settings_invalid', 'A setting is not valid.', { errors: faults })
}

export const connectionAnswers: Readonly<Record<string, Answer>> = {
  'connections.types': () => connectionTypes,
  'connections.list': (world, asked) => {
    const id = asked.query.get('organization_id')
    const expanded = (one: Connection): Connection => {
      const organization = world.organizations.find((other) => other.id === one.organization_id)
      return asked.query.has('expand[]') && organization ? { ...one, organization } : one
    }
    const state = asked.query.get('state')
    const fitting = world.connections.filter(
      (one) => (id === null || one.organization_id === id) && (state === null || one.state === state),
    )
    return listOf(fitting.map(expanded), asked)
  },
  'connections.get': (world, { params }) => connectionAsked(world, params),
  'connections.create': (world, { body }) => {
    const { organization_id, type, name } = body as Pick<Connection, 'organization_id' | 'type'> & { name?: string }
    const fresh = connectionOf(12, {
      id: idOf('conn', 60 + world.connections.length),
      organization_id,
      type,
      name: name ?? 'Connection',
    })
    world.connections.push(fresh)
    return fresh
  },
  'connections.update': (world, { params, body }) => {
    const last = connectionAsked(world, params)
    const { settings = {}, mapping, policy, name } = body as Partial<Connection>
    refuseWrong(settings)
    const isHeld = last.state === 'active' && (body.settings !== undefined || mapping !== undefined)
    const base = last.candidate ?? last
    const next = {
      settings: merged(base.settings, { ...readMetadata(last, settings), ...settings }),
      mapping: merged(base.mapping, mapping ?? {}) as Connection['mapping'],
    }
    return put(world.connections, last.id, {
      ...(name === undefined ? {} : { name }),
      ...(policy === undefined ? {} : { policy: { ...last.policy, ...policy } }),
      ...(isHeld
        ? { candidate: { ...next, test: null, consent: null, created_at: now, updated_at: now } }
        : { ...next, missing_settings: [] }),
    })
  },
  'connections.activate': (world, { params }) => put(world.connections, params.connection_id, { state: 'active' }),
  'connections.deactivate': (world, { params }) => put(world.connections, params.connection_id, { state: 'inactive' }),
  'connections.test': (world, { params, origin }) => ({
    object: 'connection_test_link',
    connection_id: connectionAsked(world, params).id,
    tests: 'current',
    url: `${origin}/sso/test/s1.5f0c`,
    expires_at: day(1),
  }),
  'connections.testCandidate': (world, { params, origin }) => ({
    object: 'connection_test_link',
    connection_id: connectionAsked(world, params).id,
    tests: 'candidate',
    url: `${origin}/sso/test/s1.6a1d`,
    expires_at: day(1),
  }),
  'connections.activateCandidate': (world, { params, body }) => {
    const last = connectionAsked(world, params)
    if (last.candidate === null) throw new Refused(409, 'state_conflict', 'There is no candidate.')
    if (last.candidate.test?.result !== 'passed' && body.without_test !== true) {
      throw new Refused(409, 'candidate_untested', 'No test of the candidate has passed.')
    }
    const { settings, mapping } = last.candidate
    return put(world.connections, last.id, {
      settings,
      mapping,
      candidate: null,
      previous: { settings: last.settings, mapping: last.mapping, replaced_at: now },
    })
  },
  'connections.discardCandidate': (world, { params }) =>
    put(world.connections, params.connection_id, { candidate: null }),
  'connections.rollback': (world, { params }) => {
    const { previous } = connectionAsked(world, params)
    return put(world.connections, params.connection_id, { ...(previous ?? {}), previous: null } as Partial<Connection>)
  },
  'connections.delete': (world, { params }) => {
    world.connections = world.connections.filter(({ id }) => id !== params.connection_id)
  },
  'connections.check': (world, { params }) => ({
    object: 'connection_check',
    connection_id: connectionAsked(world, params).id,
    of: 'current',
    result: 'ok',
    checked_at: before(2),
    checks: (['settings', 'discovery', 'issuer', 'keys', 'client_id', 'credential'] as const).map((id) => ({
      id,
      result: 'ok',
      message: 'It is right.',
      expected: null,
      received: null,
      remedy: null,
      who: null,
      where: null,
      url: null,
      credential_id: null,
    })),
  }),
  'credentials.list': (world, asked) => listOf(connectionAsked(world, asked.params).credentials, asked),
  'credentials.create': (world, { params, body }) => {
    const last = connectionAsked(world, params)
    const fresh = {
      ...credentialOf(70, last.credentials.length + 1),
      connection_id: last.id,
      active: last.credentials.length === 0,
      not_after: (body.not_after as string | undefined) ?? null,
      last_used_at: null,
      created_at: now,
    }
    put(world.connections, last.id, { credentials: [...last.credentials, fresh] })
    return fresh
  },
  'credentials.activate': (world, { params }) => {
    const last = connectionAsked(world, params)
    const credentials = last.credentials.map((one) => ({ ...one, active: one.id === params.credential_id }))
    put(world.connections, last.id, { credentials })
    return found(credentials, params.credential_id)
  },
  'credentials.delete': (world, { params }) => {
    const last = connectionAsked(world, params)
    put(world.connections, last.id, { credentials: last.credentials.filter(({ id }) => id !== params.credential_id) })
  },
}
