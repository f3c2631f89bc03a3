import { oneEnvironment, twoEnvironments } from './iqnect-entra-oidc.ts'
import { walk } from './walkthrough.ts'

walk(oneEnvironment)
walk(twoEnvironments)
