import { secretExpiresSuite } from '../../../test/two-secrets-suite.ts'

secretExpiresSuite(500)
