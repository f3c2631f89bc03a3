/** The rule of an organization that admits only people of its verified domains. */
import { emailDomain } from '@gatehouse-sso/core/email'
import { isProvedEmail } from '@gatehouse-sso/core/email-trust'
import { Failure } from '@gatehouse-sso/core/failure'
import type { Stranger } from './first-contact.ts'
import { isOwnDomain, memberNames } from './member-names.ts'

/**
 * The email decides, if it counts: where one tenant or issuer signs in, unless the provider says that it is not verified;
 * elsewhere only a proved one. Without such an email the user name of a member decides, whose domain the tenant must own.
 * @throws Failure email_domain_refused
 */
export function checkEmailDomain(stranger: Stranger): void {
  const { identity, mapped, email_trust, organization } = stranger
  if (organization.organization.policy.outside_domains === 'allow') return
  const { email } = mapped.profile
  const isDenied = [identity.claims, identity.userinfo].some((said) => String(said?.email_verified) === 'false')
  const counts = isProvedEmail(email_trust) || (identity.is_pinned && !isDenied)
  const isOwn = email !== null && isOwnDomain(organization, email)
  if (email !== null && counts ? isOwn : memberNames(stranger).length > 0) return
  // The page shows what was expected to somebody who may be a stranger: it names no domain.
  throw new Failure('email_domain_refused', {
    expected: 'a verified domain of the organization',
    received: isOwn ? 'an email that is not proved' : ((email === null ? undefined : emailDomain(email)) ?? 'no email'),
  })
}
