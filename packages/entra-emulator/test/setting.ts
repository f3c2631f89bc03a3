import { randomBytes } from 'node:crypto'
import { openAddress } from '../src/address.ts'
import { noClaims } from '../src/authorize/claims-parameter.ts'
import type { Person } from '../src/claims/person.ts'
import type { Setting } from '../src/claims/setting.ts'
import { openClock } from '../src/clock.ts'
import { openDirectory } from '../src/directory/directory.ts'
import { type Fixture, readFixture } from '../src/directory/fixture.ts'
import { readScopes } from '../src/scopes/scope.ts'
import { cid, tid } from './contoso.ts'

/** The time of the clock in `settingOf`: 2026-11-01 12:00:00 UTC, in Unix seconds. */
export const now = Date.parse('2026-11-01T12:00:00Z') / 1000
export const base = 'https://entra.test'

export function settingOf(fixture: Fixture): Setting {
  const address = openAddress()
  address.settle(base)
  const { tenants } = readFixture(fixture, { now: now * 1000, entropy: randomBytes })
  return { address, clock: openClock(() => now * 1000), directory: openDirectory(tenants), entropy: randomBytes }
}

/** A grant of the test's web application, for a person of a tenant. */
export function personIn(
  { directory }: Setting,
  name: string,
  given: { scope?: string; client?: string; tenant?: string; auth_time_claim?: boolean; capabilities?: string[] } = {},
): Person {
  const tenant = directory.tenantNamed(given.tenant ?? tid)
  const user = tenant && directory.index(tenant).user(name)
  const client = directory.application(given.client ?? cid)?.application
  if (!tenant || !user || !client) throw new Error(`the fixture has no ${name}`)
  return {
    tenant,
    user,
    client,
    grant: {
      tenant_id: tenant.id,
      user_id: user.id,
      app_id: client.appId,
      platform: 'web',
      authority: tenant.id,
      scopes: readScopes(given.scope ?? 'openid profile email'),
      sid: '0123abcd-1111-4222-8333-444455556666',
      auth_time: now - 60,
      claims: { ...noClaims, auth_time: given.auth_time_claim ?? false, capabilities: given.capabilities ?? [] },
      client_info: false,
    },
  }
}
