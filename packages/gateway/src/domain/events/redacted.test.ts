import type { Event } from '@gatehouse-sso/sdk/contract/events'
import { examples } from '@gatehouse-sso/sdk/contract/examples'
import { describe, expect, it } from 'vitest'
import { redactedEvent } from './redacted.ts'

const event = (data: object, changes: Event['changes'] = []): Event =>
  ({ object: 'event', type: 'user.updated', data, changes }) as unknown as Event
const user: Record<string, unknown> = {
  ...examples.User,
  name: 'Ada Muster',
  custom_attributes: { shoe: 'red' },
  groups: ['Editors'],
  role_reasons: [{ role: 'admin', because: 'group', from: 'Editors' }],
}
const changes = [
  { field: '/given_name', before: 'Ada', after: 'Augusta' },
  { field: '/custom_attributes/shoe', before: null, after: 'red' },
  { field: '/groups', before: [], after: ['Editors'] },
  { field: '/state', before: 'active', after: 'suspended' },
]

describe('an event of a user', () => {
  it('is whole for who may read users', () => {
    expect(redactedEvent(event(user, changes), true)).toEqual(event(user, changes))
  })

  it('hides who the person is from others, in the data and in the changes', () => {
    const shown = redactedEvent(event(user, changes), false)
    const text = JSON.stringify(shown)
    for (const secret of ['Ada', 'Muster', 'Augusta', '"red"', 'Editors', 'ada@']) expect(text).not.toContain(secret)
    expect(shown.data).toMatchObject({ id: user.id, state: user.state, roles: user.roles })
    expect(shown.changes.map(({ field, after }) => [field, after])).toEqual([
      ['/given_name', '[redacted]'],
      ['/custom_attributes/shoe', '[redacted]'],
      ['/groups', '[redacted: 1 value]'],
      ['/state', 'suspended'],
    ])
  })
})

it('the email of a sign-in is hidden from everybody', () => {
  const sign_in = { ...examples.SignIn, email: 'ada@contoso.example' }
  expect(redactedEvent(event(sign_in), true).data).toMatchObject({ email: '[redacted]@contoso.example' })
})
