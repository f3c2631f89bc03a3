/** The answers about users and what they have. */
import type { Invitation, User } from '@gatehouse-sso/sdk/browser'
import { day, idOf, now } from './ids.ts'
import { type Answer, found, listOf, put, type World } from './world.ts'

const withOrganization = (kept: World, user: User): User => {
  const organization = kept.organizations.find(({ id }) => id === user.organization_id)
  return organization ? { ...user, organization } : user
}

const change = (kept: World, id: string | undefined, changes: Partial<User>): User => put(kept.work.users, id, changes)

export const peopleAnswers: Readonly<Record<string, Answer>> = {
  'users.list': (kept, asked) => {
    const { query } = asked
    const search = (query.get('search') ?? '').toLowerCase()
    return listOf(
      kept.work.users
        .filter(
          ({ organization_id }) => !query.has('organization_id') || query.get('organization_id') === organization_id,
        )
        .filter(({ state }) => !query.has('state') || query.get('state') === state)
        .filter(({ email, name }) => [email, name].some((text) => text?.toLowerCase().startsWith(search)))
        .map((user) => withOrganization(kept, user)),
      asked,
    )
  },
  'users.get': (kept, { params }) => withOrganization(kept, found(kept.work.users, params.user_id)),
  'users.update': (kept, { params, body }) => {
    const last = found(kept.work.users, params.user_id)
    const { metadata = {}, ...rest } = body as Partial<User>
    const merged = Object.entries({ ...last.metadata, ...metadata }).filter(([, value]) => value !== null)
    return change(kept, last.id, { ...rest, metadata: Object.fromEntries(merged) })
  },
  'users.suspend': (kept, { params }) => {
    kept.work.sessions = kept.work.sessions.filter(({ user_id }) => user_id !== params.user_id)
    return change(kept, params.user_id, { state: 'suspended' })
  },
  'users.reactivate': (kept, { params }) => change(kept, params.user_id, { state: 'active' }),
  'users.delete': (kept, { params }) => {
    kept.work.users = kept.work.users.filter(({ id }) => id !== params.user_id)
  },
  'users.identities': (kept, asked) =>
    listOf(
      kept.work.identities
        .filter(({ user_id }) => user_id === asked.params.user_id)
        .map(({ user_id: _, ...own }) => own),
      asked,
    ),
  'users.unlinkIdentity': (kept, { params }) => {
    kept.work.identities = kept.work.identities.filter(({ id }) => id !== params.identity_id)
  },
  'users.moveIdentity': (kept, { params, body }) => {
    const { user_id, ...own } = found(kept.work.identities, params.identity_id)
    put(kept.work.identities, own.id, { user_id: String(body.user_id) })
    return { ...own, linked_because: `moved by an operator from ${user_id}` }
  },
  'sessions.list': (kept, asked) =>
    listOf(
      kept.work.sessions
        .filter(({ user_id }) => user_id === asked.params.user_id)
        .map((session) => {
          const connection = kept.connections.find(({ id }) => id === session.connection_id)
          return connection ? { ...session, connection } : session
        }),
      asked,
    ),
  'sessions.end': (kept, { params }) => {
    kept.work.sessions = kept.work.sessions.filter(({ id }) => id !== params.session_id)
  },
  'sessions.endAll': (kept, { params }) => {
    kept.work.sessions = kept.work.sessions.filter(({ user_id }) => user_id !== params.user_id)
  },
  'invitations.list': (kept, asked) => {
    const { query } = asked
    return listOf(
      kept.work.invitations.filter(
        ({ state, organization_id }) =>
          (!query.has('state') || query.get('state') === state) &&
          (!query.has('organization_id') || query.get('organization_id') === organization_id),
      ),
      asked,
    )
  },
  'invitations.create': (kept, { body, origin }) => {
    const fresh: Invitation = {
      object: 'invitation',
      id: idOf('inv', 20 + kept.work.invitations.length),
      subject: null,
      connection_id: null,
      asks_consent: false,
      state: 'pending',
      expires_at: day(7),
      sent_at: null,
      accepted_at: null,
      accepted_by: null,
      created_at: now,
      updated_at: now,
      ...(body as Pick<Invitation, 'organization_id' | 'email' | 'application_id'>),
    }
    const { organization_id, email, application_id } = fresh
    const own = { ...fresh, organization_id, email, application_id }
    for (const name of ['expires_in_days', 'send_email', 'language']) Reflect.deleteProperty(own, name)
    kept.work.invitations.unshift(own)
    return { ...own, url: `${origin}/invitations/4nTq8vR2kLmZ7wXc3pYb` }
  },
  'invitations.resend': (kept, { params, origin }) => ({
    ...put(kept.work.invitations, params.invitation_id, { expires_at: day(7) }),
    url: `${origin}/invitations/9sTq8vR2kLmZ7wXc3pYb`,
  }),
  'invitations.revoke': (kept, { params }) => put(kept.work.invitations, params.invitation_id, { state: 'revoked' }),
}
