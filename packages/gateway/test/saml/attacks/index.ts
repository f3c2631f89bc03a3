import type { Attack } from './attack.ts'
import { keysAndAlgorithms } from './keys-and-algorithms.ts'
import { signatureProfile } from './signature-profile.ts'
import { wrapping } from './wrapping.ts'

export const attacks: readonly Attack[] = [...wrapping, ...signatureProfile, ...keysAndAlgorithms]
