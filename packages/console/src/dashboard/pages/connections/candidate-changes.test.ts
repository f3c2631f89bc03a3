import { describe, expect, it } from 'vitest'
import { candidateChanges } from './candidate-changes.ts'

const active = { settings: { client_id: 'a', scopes: ['openid'] }, mapping: { email: ['email'], groups: ['groups'] } }

describe('the changes of a candidate', () => {
  it('are none for equal settings', () => expect(candidateChanges(active, structuredClone(active))).toEqual([]))

  it('name a setting that is changed and one that is removed', () =>
    expect(candidateChanges(active, { ...active, settings: { client_id: 'b' } })).toEqual([
      { id: 'settings.client_id', name: 'client_id', isClaims: false, before: ['a'], after: ['b'] },
      { id: 'settings.scopes', name: 'scopes', isClaims: false, before: ['openid'], after: [] },
    ]))

  it('count the order of claims, and own attributes', () =>
    expect(
      candidateChanges(active, {
        ...active,
        mapping: { ...active.mapping, email: ['email', 'upn'], custom_attributes: { department: ['dept'] } },
      }).map(({ id, after }) => [id, after]),
    ).toEqual([
      ['mapping.email', ['email', 'upn']],
      ['mapping.custom_attributes.department', ['dept']],
    ]))
})
