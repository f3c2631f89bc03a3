/** A browser in which a staff member has entered the console, by an admin link. */
import type { StaffRole } from '@gatehouse-sso/core/staff-roles'
import { createAdminLink } from '../src/domain/staff/admin-link.ts'
import { type ApiAnswer, type ApiRequest, api } from './api.ts'
import { type Browser, browser, type Harness } from './harness.ts'
import { ownPage } from './setup-browser.ts'

export interface StaffBrowser {
  readonly person: Browser
  /** The cookie and the mark of a request of our own pages. */
  readonly headers: Readonly<Record<string, string>>
  call(route: string, request?: Omit<ApiRequest, 'key'>): Promise<ApiAnswer>
}

/** @param email of a staff member; `null` for the owner whom an admin link makes */
export async function enterAs(harness: Harness, email: string | null = null): Promise<StaffBrowser> {
  const { url } = await createAdminLink(harness.gateway.work, email)
  const person = browser()
  await person.post(url, {}, { origin: harness.url })
  const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { cookie, ...ownPage }
  return {
    person,
    headers,
    call: (route, request = {}) =>
      api(harness, route, { ...request, key: null, headers: { ...headers, ...request.headers } }),
  }
}

let members = 0
/** Invites somebody of a role, and enters as them. */
export async function enterWithRole(harness: Harness, role: StaffRole): Promise<StaffBrowser> {
  members += 1
  const email = `${role}-${members}@staff.example`
  await harness.installation.staff.invite({ email, role })
  return enterAs(harness, email)
}
