/** No step of a walkthrough is for show: without it the walkthrough does not reach its end. */
import { byCustomClaims, byGroups, byRolesClaim } from './eclecticiq-oauth-azure-ad.ts'
import { atEntra, withoutUserName } from './federated-directory-oidc.ts'
import { consentAtSignIn, consentLater } from './iotorq-lean-sso.ts'
import { bothVariants } from './iqnect-both-variants.ts'
import { oneEnvironment, twoEnvironments } from './iqnect-entra-oidc.ts'
import { oneEnvironment as oneOfSaml, twoEnvironments as twoOfSaml } from './iqnect-entra-saml.ts'
import { leaveOut } from './walkthrough.ts'
import { anyTenant, oneTenant } from './workos-entra-oidc.ts'

leaveOut(oneEnvironment, twoEnvironments)
leaveOut(oneOfSaml, twoOfSaml)
leaveOut(bothVariants)
leaveOut(oneTenant, anyTenant)
leaveOut(consentAtSignIn, consentLater)
leaveOut(atEntra)
leaveOut(withoutUserName)
leaveOut(byGroups, byRolesClaim, byCustomClaims)
