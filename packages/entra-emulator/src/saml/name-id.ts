import { pairwiseSubject } from '../claims/subject.ts'
import { mappedProperties } from '../directory/mapped-claim.ts'
import type { SamlNameId } from '../directory/saml-claim.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'
import { EntraError } from '../errors/entra-error.ts'
import { type Entropy, newGuid } from '../identifier.ts'
import type { SamlApplication } from './find-application.ts'
import { nameIdFormat } from './names.ts'

export interface NameId {
  readonly format: string
  readonly value: string
}

/** The values of a property of the person, or of a directory extension. Empty ones are left out. */
export function sourceValues(user: User, id: string): readonly string[] {
  const found = mappedProperties[id]?.(user) ?? user.extensions[id] ?? []
  return [found].flat().filter((value) => value !== '')
}

function configured(user: User, setting: SamlNameId, format: string): NameId {
  const [value] = sourceValues(user, setting.id)
  if (value === undefined) throw new EntraError(501241, { name: setting.id, value: 'NameIdentifier' })
  return { format, value }
}

/**
 * The Name ID of a person. The application's setting decides, unless the request asks for a format.
 * @throws EntraError 501241 if the property of the setting is empty
 */
export function nameIdOf(
  application: SamlApplication,
  tenant: Tenant,
  user: User,
  requested: string | undefined,
  entropy: Entropy,
): NameId {
  const setting = application.saml.nameId
  if (requested === nameIdFormat.transient) return { format: requested, value: newGuid(entropy) }
  if (requested === nameIdFormat.persistent && setting.format !== 'persistent') {
    return { format: requested, value: pairwiseSubject(tenant.id, application.appId, user.id) }
  }
  const own = nameIdFormat[setting.format]
  const isOpen = requested === undefined || requested === nameIdFormat.unspecified
  return configured(user, setting, isOpen ? own : requested)
}
