import type { User } from '../directory/user.ts'
import type { Emulation } from '../emulation.ts'
import type { Caller } from './caller.ts'

/** The userinfo response: at most these six claims, never a tenant, an object id or groups. `sub` is the ID token's. */
export function userinfo(emulation: Emulation, caller: Caller, user: User): Readonly<Record<string, string>> {
  const faults = emulation.faults.draw(caller.tenant.id, ['userinfo-wrong-sub'])
  const { permissions } = caller
  const sub = faults.has('userinfo-wrong-sub') ? [...caller.client_subject].reverse().join('') : caller.client_subject
  return {
    sub,
    ...(permissions.has('profile')
      ? {
          name: user.displayName,
          ...(user.surname === null ? {} : { family_name: user.surname }),
          ...(user.givenName === null ? {} : { given_name: user.givenName }),
          picture: `${emulation.address.baseUrl()}/v1.0/me/photo/$value`,
        }
      : {}),
    ...(permissions.has('email') && user.mail !== null ? { email: user.mail } : {}),
  }
}
