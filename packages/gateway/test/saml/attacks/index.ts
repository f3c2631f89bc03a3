import { assertion } from './assertion.ts'
import type { Attack } from './attack.ts'
import { conditions } from './conditions.ts'
import { encodings } from './encodings.ts'
import { encryptedContents } from './encrypted-contents.ts'
import { encryption } from './encryption.ts'
import { envelope } from './envelope.ts'
import { forbiddenXml, truncated } from './forbidden-xml.ts'
import { keysAndAlgorithms } from './keys-and-algorithms.ts'
import { namespaces } from './namespaces.ts'
import { signatureProfile } from './signature-profile.ts'
import { signedInfoAttacks } from './signed-info.ts'
import { sizes } from './sizes.ts'
import { structure } from './structure.ts'
import { wrapping } from './wrapping.ts'

/** The attacks by their subject, in the words of the second opinions. */
export const attackGroups: Readonly<Record<string, readonly Attack[]>> = {
  wrapping,
  'signature profile': [...signatureProfile, ...signedInfoAttacks],
  'keys and algorithms': keysAndAlgorithms,
  XML: [...forbiddenXml, ...truncated],
  encoding: encodings,
  size: sizes,
  namespaces,
  envelope: [...envelope, ...structure],
  assertion: [...assertion, ...conditions],
  encryption: [...encryption, ...encryptedContents],
}

export const attacks: readonly Attack[] = Object.values(attackGroups).flat()
