import type { NationalCloud } from '@gatehouse-sso/core/oauth/entra-clouds'
import { describe, expect, it } from 'vitest'
import { cloudOf, complaintOf } from './entra-check.ts'

const settings = { tenant_id: '', client_id: '' }

describe('the cloud of a tenant', () => {
  it.each([
    ['public', 'microsoftonline.com'],
    ['us_government', 'microsoftonline.us'],
    ['china', 'partner.microsoftonline.cn'],
  ] satisfies [NationalCloud, string][])('is compared for %s', (cloud, instance) => {
    expect(cloudOf({ ...settings, cloud }, { cloud_instance_name: instance })).toEqual({
      expected: instance,
      received: instance,
    })
    expect(cloudOf({ ...settings, cloud }, { cloud_instance_name: 'other.example' })?.received).toBe('other.example')
  })
  it('is not compared for an origin that stands for no cloud, or a document that names none', () => {
    const custom = { ...settings, cloud: 'custom', authority_host: 'http://localhost' } as const
    expect(cloudOf(custom, { cloud_instance_name: 'microsoftonline.com' })).toBeNull()
    expect(cloudOf({ ...settings, cloud: 'public' }, {})).toBeNull()
  })
})

it.each([
  [['AADSTS50011'], 'redirect_uri'],
  [['AADSTS700016'], 'client_id'],
  [['AADSTS50058'], null],
  [[], null],
])('a page with %j complains about %s', (codes, complaint) => expect(complaintOf(codes)).toBe(complaint))
