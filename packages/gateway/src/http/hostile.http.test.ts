import { describe } from 'vitest'
import { hostileSuite } from '../../test/hostile-suite.ts'

describe('R21 hostile input', () => hostileSuite(20_000))
