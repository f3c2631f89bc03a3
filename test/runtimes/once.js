/** Verifies one token and ends. The timer of the verifier must not keep the process alive. */
import { settings } from './settings.js'
import { createAccessTokenVerifier } from './verify.mjs'

const verifier = createAccessTokenVerifier({ policy: settings.policy })
console.log((await verifier.verify(settings.token)).judged_by)
