import { assertion } from './assertion.ts'
import type { Attack } from './attack.ts'
import { encodings } from './encodings.ts'
import { encryption } from './encryption.ts'
import { envelope } from './envelope.ts'
import { forbiddenXml, truncated } from './forbidden-xml.ts'
import { keysAndAlgorithms } from './keys-and-algorithms.ts'
import { namespaces } from './namespaces.ts'
import { signatureProfile } from './signature-profile.ts'
import { sizes } from './sizes.ts'
import { wrapping } from './wrapping.ts'

export const attacks: readonly Attack[] = [
  ...wrapping,
  ...signatureProfile,
  ...keysAndAlgorithms,
  ...forbiddenXml,
  ...truncated,
  ...encodings,
  ...sizes,
  ...envelope,
  ...assertion,
  ...namespaces,
  ...encryption,
]
