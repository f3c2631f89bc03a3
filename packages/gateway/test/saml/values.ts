import { minuteMs } from '@gatehouse-sso/core/time'

export interface SentAttribute {
  readonly name: string
  readonly friendly_name?: string
  readonly values: readonly string[]
}

/** Every value that a response carries. Times are in milliseconds since 1970. */
export interface ResponseValues {
  readonly response_id: string
  readonly assertion_id: string
  readonly issuer: string
  readonly issue_instant: number
  readonly destination: string | null
  readonly recipient: string | null
  readonly in_response_to: string | null
  readonly audience: string
  readonly name_id: string
  readonly name_id_format: string
  readonly name_qualifier: string | null
  readonly sp_name_qualifier: string | null
  readonly not_before: number
  readonly not_on_or_after: number
  /** NotOnOrAfter of the confirmation. */
  readonly confirmed_until: number
  readonly authn_instant: number
  readonly session_index: string
  readonly session_not_on_or_after: number | null
  readonly authn_context: string
  readonly attributes: readonly SentAttribute[]
}

/** The moment at which every response of the corpus is received. */
export const now: number = Date.UTC(2026, 10, 25, 9, 0, 0)

export const acs = 'https://sso.gatehouse.example/saml/acs'
export const entityId = 'https://sso.gatehouse.example/saml/conn_01h'
export const requestId = '_9f2c51d0a7be4c3d8e6f1a2b3c4d5e6f'

/** The values that the styles have in common. Each replaces the rest. */
export const sharedValues = {
  issue_instant: now - 2000,
  destination: acs,
  recipient: acs,
  in_response_to: requestId,
  audience: entityId,
  name_qualifier: null,
  sp_name_qualifier: null,
  not_before: now - 5 * minuteMs,
  not_on_or_after: now + 5 * minuteMs,
  confirmed_until: now + 5 * minuteMs,
  authn_instant: now - 2000,
  session_not_on_or_after: null,
} satisfies Partial<ResponseValues>

/** An instant with the number of decimals that an identity provider writes. */
export function instant(at: number, decimals: 0 | 3): string {
  const text = new Date(at).toISOString()
  return decimals === 3 ? text : text.replace(/\.\d+Z$/, 'Z')
}
