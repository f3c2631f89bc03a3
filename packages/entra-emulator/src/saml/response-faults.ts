import type { Drawn } from '../faults/faults.ts'
import type { SamlFaultName } from '../faults/saml-fault-list.ts'
import { attributeNames } from './attributes.ts'
import type { AssertionContent } from './response.ts'
import type { ResponsePlan } from './seal-response.ts'
import { escapeXml, xml } from './xml.ts'

/** The values that the faults put in, and the last assertion. */
export interface FaultValues {
  /** The issuer of a tenant that does not exist. */
  readonly other_issuer: string
  readonly other_id: string
  readonly last_assertion_id: string | undefined
}

type Change = (plan: ResponsePlan, values: FaultValues) => ResponsePlan

const elsewhere = 'https://somebody-else.example/saml/acs'
const minute = 60_000

function changed(plan: ResponsePlan, assertion: Partial<AssertionContent>): ResponsePlan {
  return { ...plan, assertion: { ...plan.assertion, ...assertion } }
}

function shifted(plan: ResponsePlan, milliseconds: number): ResponsePlan {
  const moved = (instant: string): string => new Date(Date.parse(instant) + milliseconds).toISOString()
  const { authenticated, issued, not_before, not_on_or_after } = plan.assertion
  const { response } = plan
  return changed(
    { ...plan, response: { ...response, issued: moved(response.issued) } },
    {
      issued: moved(issued),
      authenticated: moved(authenticated),
      not_before: moved(not_before),
      not_on_or_after: moved(not_on_or_after),
    },
  )
}

function answering(plan: ResponsePlan, in_response_to: string | undefined): ResponsePlan {
  return changed({ ...plan, response: { ...plan.response, in_response_to } }, { in_response_to })
}

/** The Name ID with a comment in its middle. Canonicalization drops it, so the signature stays right. */
function commented({ markup }: AssertionContent['name_id']): AssertionContent['name_id'] {
  const [first = ''] = /^(?:&[^;]+;|.)/.exec(markup) ?? []
  const at = Math.max(markup.indexOf('@'), first.length)
  return { markup: `${markup.slice(0, at)}<!-- -->${markup.slice(at)}` }
}

function withSecondEmail({ attributes }: AssertionContent): AssertionContent['attributes'] {
  const email = attributes.find(({ name }) => name === attributeNames.email || name === 'email')
  const second = { name: email?.name ?? attributeNames.email, values: ['somebody.else@contoso.example'] }
  return email ? [...attributes, second] : [...attributes, { ...second, values: ['nobody@contoso.example'] }, second]
}

const changes: readonly (readonly [SamlFaultName, Change])[] = [
  ['saml-wrong-audience', (plan) => changed(plan, { audience: 'https://somebody-else.example/saml' })],
  ['saml-wrong-destination', (plan) => ({ ...plan, response: { ...plan.response, destination: elsewhere } })],
  ['saml-wrong-recipient', (plan) => changed(plan, { recipient: elsewhere })],
  [
    'saml-wrong-issuer',
    (plan, { other_issuer: issuer }) => changed({ ...plan, response: { ...plan.response, issuer } }, { issuer }),
  ],
  ['saml-expired', (plan) => shifted(plan, -120 * minute)],
  ['saml-not-yet-valid', (plan) => shifted(plan, 65 * minute)],
  [
    'saml-replay',
    (plan, { last_assertion_id: id }) => (id === undefined ? plan : changed(plan, { id, session_index: id })),
  ],
  ['saml-missing-in-response-to', (plan) => answering(plan, undefined)],
  ['saml-wrong-in-response-to', (plan, { other_id }) => answering(plan, other_id)],
  ['saml-name-id-comment', (plan) => changed(plan, { name_id: commented(plan.assertion.name_id) })],
  ['saml-duplicate-attribute', (plan) => changed(plan, { attributes: withSecondEmail(plan.assertion) })],
]

/** The faults to draw once for each response. */
export const responseFaults: readonly SamlFaultName[] = [
  ...changes.map(([name]) => name),
  'saml-foreign-certificate',
  'saml-unsigned',
  'saml-bad-signature',
  'saml-sha1',
  'saml-signature-wrapping',
  'saml-doctype',
  'saml-group-overage',
  'saml-gcm',
  'saml-status-error',
]

/** Applies the drawn faults to the content of a response. The others are applied where it is signed. */
export function withResponseFaults(plan: ResponsePlan, faults: Drawn, values: FaultValues): ResponsePlan {
  return changes.reduce((result, [name, change]) => (faults.has(name) ? change(result, values) : result), plan)
}

/** The markup of a Name ID without faults. */
export function plainNameId(value: string): AssertionContent['name_id'] {
  return xml`${{ markup: escapeXml(value) }}`
}
