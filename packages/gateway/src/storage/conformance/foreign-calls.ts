/**
 * One call of every method of every store, with ids and records that are another environment's. A method that has no
 * call here does not compile.
 */
import { firstIdOf } from '@gatehouse-sso/core/ids'
import type { EnvironmentStores } from '../../domain/stores/stores.ts'
import * as f from './fixtures.ts'
import type { Things } from './things.ts'

/**
 * The effect that a method may have with ids and records of another environment. Either it finds and changes nothing, or
 * it only adds a row to its own environment.
 */
export type Effect = 'nothing' | 'own row'

type Calls<S> = { readonly [M in keyof S]: readonly [Effect, (store: S) => unknown] }
export type ForeignCalls = { readonly [S in keyof EnvironmentStores]: Calls<EnvironmentStores[S]> }

const page = { limit: 10, order: 'asc' } as const
const now = 1_700_000_000_500
const first = firstIdOf('signin', 0)
const theirName = { field: 'email', key: 'ada@acme.example', value: null } as const

/** @param t things of another environment, each with the environment of the stores that are called */
export function foreignCalls(t: Things): ForeignCalls {
  const { organization, connection, application, user, session, grant } = t
  const seen = { organization_id: organization.id, seen_count: 1, last_seen_at: now }
  return {
    organizations: {
      configured: ['nothing', (s) => s.configured(organization.id)],
      get: ['nothing', (s) => s.get(organization.id)],
      bySlug: ['nothing', (s) => s.bySlug(String(organization.slug))],
      list: ['nothing', (s) => s.list(page)],
      insert: ['own row', (s) => s.insert({ ...organization, id: f.keys.newId('org'), host: null })],
      update: ['nothing', (s) => s.update(organization, organization.version)],
      endAccess: ['nothing', (s) => s.endAccess(organization.id, now)],
      delete: ['nothing', (s) => s.delete(organization.id, now)],
    },
    domains: {
      keepCheck: ['nothing', (s) => s.keepCheck(t.domain, 'verified')],
      get: ['nothing', (s) => s.get(organization.id, t.domain.id)],
      verified: ['nothing', (s) => s.verified(t.domain.domain)],
      routed: ['nothing', (s) => s.routed(t.domain.domain)],
      claimed: ['nothing', (s) => s.claimed(t.claimed_domain.domain)],
      ofOrganization: ['nothing', (s) => s.ofOrganization(organization.id)],
      list: ['nothing', (s) => s.list(organization.id, page)],
      insert: ['own row', (s) => s.insert({ ...t.domain, id: f.keys.newId('dom'), domain: 'other.example' })],
      verify: ['nothing', (s) => s.verify(t.domain)],
      delete: ['nothing', (s) => s.delete(t.domain)],
    },
    connections: {
      get: ['nothing', (s) => s.get(connection.id)],
      ofOrganization: ['nothing', (s) => s.ofOrganization(organization.id)],
      list: ['nothing', (s) => s.list({ ...page, organization_id: organization.id })],
      lastSignInAt: ['nothing', (s) => s.lastSignInAt(connection.id)],
      insert: ['own row', (s) => s.insert({ ...connection, id: f.keys.newId('conn') })],
      update: ['nothing', (s) => s.update(connection, connection.version)],
      delete: ['nothing', (s) => s.delete(connection)],
    },
    credentials: {
      ofConnection: ['nothing', (s) => s.ofConnection(connection.id)],
      insert: ['own row', (s) => s.insert({ ...t.credential, id: f.keys.newId('cred') })],
      activate: ['nothing', (s) => s.activate(connection.id, t.credential.id)],
      expectActive: ['nothing', (s) => s.expectActive(connection.id)],
      delete: ['nothing', (s) => s.delete(connection.id, t.credential.id)],
      noteTrial: [
        'nothing',
        (s) => s.noteTrial(connection.id, t.credential.id, { result: 'accepted', at: now, error: null }),
      ],
      noteFailure: [
        'nothing',
        (s) => s.noteFailure(connection.id, t.credential.id, { result: 'accepted', at: now, error: null }),
      ],
      noteRecovery: [
        'nothing',
        (s) => s.noteRecovery(connection.id, t.credential.id, { result: 'accepted', at: now, error: null }),
      ],
      noteFirstProof: [
        'nothing',
        (s) => s.noteFirstProof(connection.id, t.credential.id, { result: 'accepted', at: now, error: null }),
      ],
      touch: ['nothing', (s) => s.touch(t.credential.id, now)],
    },
    applications: {
      get: ['nothing', (s) => s.get(application.id)],
      list: ['nothing', (s) => s.list(page)],
      publicRedirectUris: ['nothing', (s) => s.publicRedirectUris()],
      toldOfLogout: ['nothing', (s) => s.toldOfLogout()],
      insert: ['own row', (s) => s.insert({ ...application, id: f.keys.newId('app') })],
      update: ['nothing', (s) => s.update(application, application.version)],
      delete: ['nothing', (s) => s.delete(application.id)],
      secrets: ['nothing', (s) => s.secrets(application.id)],
      insertSecret: ['own row', (s) => s.insertSecret({ ...t.secret, id: f.keys.newId('secret') }, 5)],
      deleteSecret: ['nothing', (s) => s.deleteSecret(application.id, t.secret.id)],
      touchSecret: ['nothing', (s) => s.touchSecret(t.secret.id, now)],
    },
    api_resources: {
      get: ['nothing', (s) => s.get(t.api_resource.id)],
      ofApplication: ['nothing', (s) => s.ofApplication(t.api_resource.application_id)],
      ofAppIdUri: ['nothing', (s) => s.ofAppIdUri(String(t.api_resource.app_id_uris[0]))],
      list: ['nothing', (s) => s.list(page)],
      insert: ['own row', (s) => s.insert({ ...t.api_resource, id: f.keys.newId('res') })],
      update: ['nothing', (s) => s.update(t.api_resource, t.api_resource.version)],
      delete: ['nothing', (s) => s.delete(t.api_resource)],
      tenant: ['nothing', (s) => s.tenant(t.api_resource.id, t.api_resource_tenant.id)],
      tenantById: ['nothing', (s) => s.tenantById(t.api_resource.id, t.api_resource_tenant.tenant_id)],
      tenants: ['nothing', (s) => s.tenants(t.api_resource.id, page)],
      suspended: ['nothing', (s) => s.suspended(t.api_resource.id, 'entra:public:', 10)],
      insertTenant: [
        'own row',
        (s) => s.insertTenant({ ...t.api_resource_tenant, id: f.keys.newId('rten'), tenant_id: 'own' }),
      ],
      updateTenant: ['nothing', (s) => s.updateTenant(t.api_resource_tenant, t.api_resource_tenant.version)],
      deleteTenant: ['nothing', (s) => s.deleteTenant(t.api_resource_tenant)],
    },
    roles: {
      get: ['nothing', (s) => s.get(t.role.id)],
      all: ['nothing', (s) => s.all()],
      list: ['nothing', (s) => s.list(page)],
      insert: ['own row', (s) => s.insert({ ...t.role, id: f.keys.newId('role'), slug: 'own' })],
      update: ['nothing', (s) => s.update(t.role, t.role.version)],
      delete: ['nothing', (s) => s.delete(t.role.id)],
    },
    groups: {
      get: ['nothing', (s) => s.get(t.group.id)],
      byIdpId: ['nothing', (s) => s.byIdpId(organization.id, t.group.idp_id)],
      list: ['nothing', (s) => s.list({ ...page, organization_id: organization.id })],
      insert: ['own row', (s) => s.insert({ ...t.group, id: f.keys.newId('grp'), idp_id: 'own' })],
      update: ['nothing', (s) => s.update(t.group, t.group.version)],
      delete: ['nothing', (s) => s.delete(t.group)],
      countSeen: ['nothing', (s) => s.countSeen({ ...seen, idp_ids: [t.group.idp_id] }).writes],
      rememberSeen: [
        'nothing',
        (s) => s.rememberSeen({ ...seen, groups: [{ id: f.keys.newId('grp'), idp_id: 'seen' }] }),
      ],
    },
    users: {
      get: ['nothing', (s) => s.get(user.id)],
      list: ['nothing', (s) => s.list({ ...page, organization_id: organization.id })],
      byIdentity: ['nothing', (s) => s.byIdentity(organization.id, t.identity.authority, t.identity.subject)],
      unlinked: ['nothing', (s) => s.unlinked(organization.id, theirName)],
      insert: ['own row', (s) => s.insert({ ...user, id: f.keys.newId('user') })],
      named: ['nothing', (s) => s.named(organization.id, theirName)],
      insertKnown: [
        'own row',
        (s) =>
          s.insertKnown(
            { ...user, id: f.keys.newId('user'), email_key: 'own@b.example', preferred_username_key: 'own' },
            'insensitive',
          ),
      ],
      delete: ['nothing', (s) => s.delete(user, [])],
      isDeleted: ['nothing', async (s) => (await s.isDeleted(t.deleted)) || undefined],
      forgetDeleted: ['nothing', (s) => s.forgetDeleted(t.deleted)],
      update: ['nothing', (s) => s.update(user, user.version)],
      updateVendorFields: ['nothing', (s) => s.updateVendorFields(user, user.version, 'insensitive')],
      updateKnown: ['nothing', (s) => s.updateKnown(user, user.version, 'insensitive')],
      endAccess: ['nothing', (s) => s.endAccess(user.id, now)],
      signIn: ['nothing', (s) => s.signIn(user)],
      signInUnchanged: ['nothing', (s) => s.signInUnchanged(user)],
      identities: ['nothing', (s) => s.identities(user.id, page)],
      insertIdentity: ['own row', (s) => s.insertIdentity({ ...t.identity, id: f.keys.newId('idn'), subject: 'own' })],
      identity: ['nothing', (s) => s.identity(t.identity.id)],
      forgetSignIns: ['nothing', (s) => s.forgetSignIns(t.deleted_user)],
      unlinkIdentity: ['nothing', (s) => s.unlinkIdentity(t.identity)],
      moveIdentity: ['nothing', (s) => s.moveIdentity(t.identity, user.id)],
      linkIdentity: ['nothing', (s) => s.linkIdentity({ ...t.identity, id: f.keys.newId('idn'), subject: 'linked' })],
    },
    invitations: {
      get: ['nothing', (s) => s.get(t.invitation.id)],
      list: ['nothing', (s) => s.list({ ...page, organization_id: organization.id, now })],
      openFor: [
        'nothing',
        (s) => s.openFor(organization.id, { email_keys: [t.invitation.email_key], subject: t.invitation.subject }, now),
      ],
      insert: [
        'nothing',
        (s) => s.insert({ ...t.invitation, id: f.keys.newId('inv'), email_key: 'own@b.example' }, now),
      ],
      update: ['nothing', (s) => s.update(t.invitation, t.invitation.version)],
      accept: ['nothing', (s) => s.accept(t.invitation.id, user.id, now)],
    },
    setup_links: {
      get: ['nothing', (s) => s.get(t.setup_link.id)],
      list: ['nothing', (s) => s.list({ ...page, organization_id: organization.id, now })],
      openShared: ['nothing', (s) => s.openShared(t.setup_link.id, now, 10)],
      insert: ['own row', (s) => s.insert({ ...t.setup_link, id: f.keys.newId('setup') })],
      update: ['nothing', (s) => s.update(t.setup_link, t.setup_link.version)],
      revokeShared: ['nothing', (s) => s.revokeShared(t.setup_link.id, now)],
      insertTest: ['own row', (s) => s.insertTest(t.setup_link.id, f.keys.newId('signin'))],
      getTest: ['nothing', (s) => s.getTest(t.setup_link.id, t.sign_in.id)],
      administrators: ['nothing', (s) => s.administrators(t.setup_link.id)],
      insertAdministrator: [
        'own row',
        (s) => s.insertAdministrator({ ...t.setup_administrator, email_key: 'own@b.example', subject: 'own' }),
      ],
      tests: ['nothing', (s) => s.tests(t.setup_link.id, page)],
    },
    overview: {
      count: ['nothing', async (s) => (await s.count(first, firstIdOf('signin', now * 2))).causes],
      spans: ['nothing', (s) => s.spans('2000-01-01')],
      keepSpan: ['own row', (s) => s.keepSpan({ name: '2026-01-02', succeeded: 1, failed: 0, causes: [] })],
      deleteDays: ['nothing', (s) => s.deleteDays('2999-01-01')],
      deleteHours: ['nothing', (s) => s.deleteHours('2999-01-01T00')],
      latestEnded: ['nothing', (s) => s.latestEnded(connection.id, 3)],
      failedConnections: ['nothing', (s) => s.failedConnections(first, 10)],
      countActiveConnections: ['nothing', async (s) => (await s.countActiveConnections(10)) || null],
      expiringCredentials: ['nothing', (s) => s.expiringCredentials(0, now * 2, 10)],
    },
    branding: {
      get: ['nothing', (s) => s.get()],
      put: ['own row', (s) => s.put(t.branding, 0)],
    },
    sign_ins: {
      get: ['nothing', (s) => s.get(t.sign_in.id)],
      list: ['nothing', (s) => s.list({ ...page, organization_id: organization.id })],
      latestOf: ['nothing', (s) => s.latestOf(connection.id, 100)],
      ended: ['nothing', (s) => s.ended({ user_id: user.id }, now, first, 100)],
      insert: ['own row', (s) => s.insert({ ...t.sign_in, id: f.keys.newId('signin') })],
      succeed: ['nothing', (s) => s.succeed(t.sign_in.id, f.successOf(user))],
      fail: ['nothing', (s) => s.fail(t.sign_in.id, 'upstream_error', null, now)],
      continueTest: [
        'nothing',
        (s) => s.continueTest(t.sign_in.id, String(t.sign_in.state_hash), { state_hash: 'h', flow_sealed: 's' }),
      ],
      endTest: [
        'nothing',
        (s) => s.endTest(t.sign_in.id, { state: 'test_failed', error_code: null, email_key: null, finished_at: now }),
      ],
      noteRefusedTokens: ['nothing', (s) => s.noteRefusedTokens(t.finished_sign_in.id, 'code_reused')],
      countOccurrence: ['nothing', (s) => s.countOccurrence(t.sign_in.id)],
      traces: ['nothing', (s) => s.traces(t.sign_in.id)],
      insertTrace: ['own row', (s) => s.insertTrace({ ...t.trace, id: f.keys.newId('trace') })],
    },
    sessions: {
      get: ['nothing', (s) => s.get(session.id)],
      byUpstreamSid: ['nothing', (s) => s.byUpstreamSid('sid')],
      ofUser: ['nothing', (s) => s.ofUser(user.id, first, page)],
      ofConnection: ['nothing', (s) => s.ofConnection(connection.id, first, page)],
      ofOrganization: ['nothing', (s) => s.ofOrganization(organization.id, first, page)],
      insert: ['nothing', (s) => s.insert({ ...session, id: f.keys.newId('sess') })],
      renew: ['nothing', (s) => s.renew(session)],
      end: ['nothing', (s) => s.end(session.id, now, 'signed out')],
      endOfUser: ['nothing', (s) => s.endOfUser(user.id, first, now, 'suspended')],
      endOfConnection: ['nothing', (s) => s.endOfConnection(connection.id, first, now, 'deactivated')],
      touch: ['nothing', (s) => s.touch(session.id, now)],
    },
    grants: {
      get: ['nothing', (s) => s.get(grant.id)],
      live: ['nothing', (s) => s.live(grant.id, now)],
      insert: ['own row', (s) => s.insert({ ...grant, id: f.keys.newId('grant') })],
      redeem: ['nothing', (s) => s.redeem({ ...grant, access_token: f.accessToken, now }).writes],
      keepAccessToken: ['nothing', (s) => s.keepAccessToken(grant.id, f.accessToken)],
      burn: ['nothing', (s) => s.burn(grant.id, now)],
      revoke: ['nothing', (s) => s.revoke(grant.id, now, 'revoked')],
      revokeOfSession: ['nothing', (s) => s.revokeOfSession(user.id, session.id, first, now, 'refused')],
      revokeOfConnection: ['nothing', (s) => s.revokeOfConnection(connection.id, first, now, 'ended')],
      revokeOfUser: ['nothing', (s) => s.revokeOfUser(user.id, first, now, 'suspended')],
    },
    refresh_tokens: {
      get: ['nothing', (s) => s.get(t.refresh_token.id)],
      issue: ['nothing', (s) => s.issue({ ...t.refresh_token, id: f.keys.newId('rtok') })],
      rotate: [
        'nothing',
        (s) => {
          const rotation = { ...t.refresh_token, application_id: application.id, now }
          return s.rotate(rotation, { ...t.refresh_token, id: f.keys.newId('rtok') }).writes
        },
      ],
    },
    pushed_requests: {
      get: ['nothing', (s) => s.get(t.pushed_request.id)],
      insert: ['own row', (s) => s.insert({ ...t.pushed_request, id: f.keys.newId('par') })],
      consume: ['nothing', (s) => s.consume(t.pushed_request.id)],
    },
    device_authorizations: {
      get: ['nothing', (s) => s.get(t.device_authorization.id)],
      byUserCode: ['nothing', (s) => s.byUserCode(t.device_authorization.user_code_hash)],
      insert: [
        'own row',
        (s) => s.insert({ ...t.device_authorization, id: f.keys.newId('dev'), user_code_hash: 'own' }),
      ],
      poll: ['nothing', (s) => s.poll(t.device_authorization.id, now, 5)],
      approve: ['nothing', (s) => s.approve(t.device_authorization.id, grant.id, now)],
      deny: ['nothing', (s) => s.deny(t.device_authorization.id, now)],
      redeem: ['nothing', (s) => s.redeem(t.device_authorization.id, now)],
    },
    assertions: {
      useOnce: ['own row', (s) => s.useOnce('the same assertion', now + 60_000)],
    },
    signing_keys: {
      all: ['nothing', (s) => s.all()],
      insert: ['own row', (s) => s.insert({ ...t.signing_key, id: f.keys.newId('skey'), state: 'previous' })],
      setState: ['nothing', (s) => s.setState(t.signing_key, 'previous', now)],
      delete: ['nothing', (s) => s.delete(t.signing_key)],
    },
    rechecks: {
      get: ['nothing', (s) => s.get(session.id)],
      put: ['nothing', (s) => s.put({ ...t.recheck, token_sealed: 'other' })],
      begin: ['nothing', (s) => s.begin(t.recheck, now, now + 1)],
      pass: ['nothing', (s) => s.pass(t.recheck, 'other', now)],
      needSignIn: ['nothing', (s) => s.needSignIn(t.recheck, 'refused')],
    },
    events: {
      insert: ['own row', (s) => s.insert({ ...t.event, id: f.keys.newId('evt') })],
      list: ['nothing', (s) => s.list({ ...page, organization_id: organization.id })],
    },
  }
}
