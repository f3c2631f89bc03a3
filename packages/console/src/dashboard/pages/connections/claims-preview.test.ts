import { describe, expect, it } from 'vitest'
import { mappedAttributes } from './claims-preview.ts'

const active = { email: ['email'], groups: ['groups'] }
const candidate = { email: ['email', 'upn'], groups: ['groups'], custom_attributes: { team: ['dept.name'] } }
const sent = {
  id_token: { upn: 'lena@northwind.example', groups: ['a', 'b'], dept: { name: 'Planning' } },
  userinfo: null,
}

const row = (attribute: string, isMasked = false, claims: typeof sent | null = sent) =>
  mappedAttributes(active, candidate, claims, isMasked).find((one) => one.attribute === attribute)

describe('the preview of a mapping', () => {
  it('names the claim that gives the value, and tints what differs', () =>
    expect(row('email')).toMatchObject({ claim: 'upn', value: 'lena@northwind.example', isChanged: true }))

  it('reads paths of own attributes', () =>
    expect(row('custom_attributes.team')).toMatchObject({ claim: 'dept.name', value: 'Planning', isChanged: true }))

  it('finds the way to a masked value without judging it', () =>
    expect(
      mappedAttributes(active, candidate, { id_token: { upn: '[redacted]' }, userinfo: null }, true).find(
        ({ attribute }) => attribute === 'email',
      ),
    ).toMatchObject({ claim: 'upn', value: '[redacted]', note: null }))

  it('leaves an attribute without a rule unmapped', () =>
    expect(row('name')).toMatchObject({ rule: [], isChanged: false, claim: null }))

  it('shows rules before a sign-in is chosen', () =>
    expect(row('groups', false, null)).toMatchObject({ rule: ['groups'], claim: null }))
})
