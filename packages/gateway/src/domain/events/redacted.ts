/**
 * Events without personal data. The email of a sign-in is always hidden: whoever must see it reveals the sign-in. The
 * data of a user is hidden from a reader who may not read users.
 */
import type { Event } from '@gatehouse-sso/sdk/contract/events'
import { redactedText, redactedValue } from './redacted-value.ts'
import { hidden, withoutEmails } from './without-emails.ts'

type User = Extract<Event['data'], { object: 'user' }>
type Identity = Extract<Event['data'], { object: 'identity' }>

/** Members of a user that say who the person is. Roles, state and the vendor's own metadata are not among them. */
const personal = [
  ...['email', 'name', 'given_name', 'family_name', 'preferred_username', 'identifier'],
  ...['external_id', 'custom_attributes', 'groups', 'subject'],
]

/** @param showsPeople whether the reader may read users */
export function redactedEvent(event: Event, showsPeople: boolean): Event {
  const { data, changes } = event
  if (data.object === 'sign_in') return { ...event, data: { ...data, email: data.email && redactedText(data.email) } }
  if (showsPeople || (data.object !== 'user' && data.object !== 'identity')) return event
  const shown = data.object === 'user' ? redactedUser(data) : redactedIdentity(data)
  const isPersonal = ({ field }: Event['changes'][number]): boolean => personal.includes(field.split('/')[1] ?? '')
  return {
    ...event,
    data: shown,
    changes: changes.map((change) =>
      isPersonal(change)
        ? { ...change, before: redactedValue(change.before), after: redactedValue(change.after) }
        : change,
    ),
  }
}

function redactedUser(user: User): User {
  const { email, name, given_name, family_name, preferred_username, identifier, external_id } = user
  const text = (value: string | null): string | null => value && redactedText(value)
  return {
    ...user,
    email: text(email),
    name: text(name),
    given_name: text(given_name),
    family_name: text(family_name),
    preferred_username: text(preferred_username),
    identifier: text(identifier),
    external_id: text(external_id),
    custom_attributes: Object.fromEntries(Object.keys(user.custom_attributes).map((attribute) => [attribute, hidden])),
    groups: user.groups.map(redactedText),
    role_reasons: user.role_reasons.map(({ from, ...reason }) => ({ ...reason, from: from && redactedText(from) })),
  }
}

function redactedIdentity(identity: Identity): Identity {
  const { subject, identifier, linked_because } = identity
  return {
    ...identity,
    subject: redactedText(subject),
    identifier: identifier && redactedText(identifier),
    linked_because: withoutEmails(linked_because),
  }
}
