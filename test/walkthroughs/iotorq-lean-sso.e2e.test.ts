import { consentAtSignIn, consentLater, otherAddress, withoutMailbox } from './iotorq-lean-sso.ts'
import { walk } from './walkthrough.ts'

for (const walkthrough of [consentAtSignIn, consentLater, withoutMailbox, otherAddress]) walk(walkthrough)
