import { findClient } from '../authorize/client.ts'
import type { Application } from '../directory/application.ts'
import type { Directory } from '../directory/directory.ts'
import type { SamlSettings } from '../directory/saml.ts'
import { EntraError } from '../errors/entra-error.ts'
import type { Authority } from '../tenants/authority.ts'

/** An application with single sign-on by SAML. */
export type SamlApplication = Application & { readonly saml: SamlSettings }

/** Narrows an application. Undefined for one that uses OpenID Connect. */
export function asSamlApplication(application: Application): SamlApplication | undefined {
  const { saml } = application
  return saml ? { ...application, saml } : undefined
}

function isNamed({ appId, identifierUris }: Application, issuer: string): boolean {
  const name = issuer.replace(/^spn:/, '')
  return identifierUris.includes(name) || name.toLowerCase() === appId
}

/**
 * Finds the application by the Issuer of its message: an identifier, its application id, or one of them after `spn:`.
 * @throws EntraError 700016, 650056, 7000112, 50194
 */
export function findSamlApplication(directory: Directory, authority: Authority, issuer: string): SamlApplication {
  const tenants = authority.kind === 'tenant' ? [authority.tenant] : directory.tenants()
  const found = tenants.flatMap(({ applications }) => applications).find((one) => isNamed(one, issuer))
  const tenant = authority.kind === 'tenant' ? authority.tenant.displayName : 'Microsoft Accounts'
  if (!found) throw new EntraError(700016, { app: issuer, tenant })
  const application = asSamlApplication(findClient(directory, authority, found.appId))
  if (!application) throw new EntraError(650056, { tenant })
  return application
}
