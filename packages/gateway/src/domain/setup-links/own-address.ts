/** Where the portal may lead back to: only to a place of the vendor's own applications. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Ports } from '../ports/ports.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'

type Addresses = { readonly return_url?: string | undefined; readonly success_url?: string | undefined }

/**
 * Checks an address to lead back to. An open one would make the portal lead people anywhere (CWE-601).
 * @throws Failure values_invalid
 */
export async function checkOwnAddress(
  ports: Ports,
  environment: EnvironmentRecord,
  addresses: Addresses,
  name: keyof Addresses,
): Promise<void> {
  const address = addresses[name]
  if (address === undefined) return
  const { origin } = new URL(address)
  const { applications } = ports.stores.in(environment.id)
  for (let after: string | undefined, more = true; more; ) {
    const page = await applications.list({ limit: 100, order: 'asc', after })
    if (page.records.some((application) => originsOf(application).includes(origin))) return
    more = page.more_after
    after = page.records.at(-1)?.id
  }
  const message = 'is at an origin that no application of this environment has'
  throw new Failure('values_invalid', { errors: [{ param: `/${name}`, code: 'invalid_format', message }] })
}

function originsOf({
  redirect_uris,
  post_logout_redirect_uris,
  initiate_login_uri,
}: ApplicationRecord): readonly string[] {
  const addresses = [
    ...redirect_uris,
    ...post_logout_redirect_uris,
    ...(initiate_login_uri ? [initiate_login_uri] : []),
  ]
  // Applications on phones have schemes of their own, whose origin is `null`.
  return addresses.filter((address) => /^https?:/i.test(address)).map((address) => new URL(address).origin)
}
