import type { SignInWithTrace } from '@gatehouse-sso/sdk/browser'
import { describe, expect, it } from 'vitest'
import { fixPlace } from './fix-place.ts'

type Error = NonNullable<SignInWithTrace['error']>

const failed = (code: string, who = 'administrator'): Parameters<typeof fixPlace>[0] => ({
  organization_id: 'org_1',
  connection_id: 'conn_1',
  application_id: 'app_1',
  user_id: 'user_1',
  error: { code, who } as Error,
})

describe('the place that mends a failure', () => {
  it.each([
    ['credential_expired', 'credentials'],
    ['mapping_incomplete', 'claims'],
    ['groups_incomplete', 'groups'],
    ['email_domain_refused', 'access'],
    ['user_suspended', 'user'],
    ['user_unknown', 'access'],
    ['upstream_refused', 'connection'],
    ['token_issuer_wrong', 'connection'],
  ])('of %s is %s', (code, place) => expect(fixPlace(failed(code))?.place).toBe(place))

  it('is the application where its developers must act', () =>
    expect(fixPlace(failed('redirect_uri_not_registered', 'developer'))?.to).toBe('/applications/app_1'))

  it('is nowhere for what only the person can do', () =>
    expect(fixPlace(failed('sign_in_expired', 'person'))).toBeNull())
})
