import { bothVariants } from './iqnect-both-variants.ts'
import { oneEnvironment, twoEnvironments } from './iqnect-entra-saml.ts'
import { walk } from './walkthrough.ts'

walk(oneEnvironment)
walk(twoEnvironments)
walk(bothVariants)
