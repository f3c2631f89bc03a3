import { describe, expect, it } from 'vitest'
import { failed } from '../../../test/canned/values.ts'
import { mendStep } from './mend-step.ts'

const at = (code: string, mend_at: string | null = 'test') =>
  mendStep({ error: failed.error && { ...failed.error, code }, mend_at })

describe('the step that mends a failed test', () => {
  it.each([
    ['the values, for another certificate', at('saml_signature_invalid'), 'values'],
    ['the values, for another identity provider', at('saml_issuer_mismatch'), 'values'],
    ['the registration, for another audience', at('saml_audience_mismatch'), 'register'],
    ['the registration, for another address', at('saml_destination_mismatch', null), 'register'],
    ['the one that the gateway names', at('credential_refused', 'access'), 'access'],
    ['none, where it is the test itself', at('saml_expired'), null],
    ['none, where the gateway knows none', at('saml_expired', null), null],
    ['none without a failure', mendStep({ error: null, mend_at: null }), null],
  ])('is %s', (_, step, expected) => expect(step).toBe(expected))
})
