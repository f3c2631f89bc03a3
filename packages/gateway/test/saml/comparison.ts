/** Our verdict beside those of two other programs, case by case, and what differs. */
import { isFailure } from '@gatehouse-sso/core/failure'
import type { VerifiedAssertion } from '../../src/saml/response.ts'
import { type Expectation, evil } from './attacks/attack.ts'
import { attackGroups } from './attacks/index.ts'
import { genuine } from './genuine.ts'
import { opinionOfNodeSaml, opinionOfXmlCrypto } from './second-opinions.ts'
import { expectedOf, sentResponse } from './sent-response.ts'
import type { Style } from './style.ts'
import { styles } from './styles/index.ts'

export interface Case {
  readonly group: string
  readonly name: string
  readonly make: (style: Style) => string
  readonly expectation: (style: Style) => Expectation
  readonly styles: readonly Style[]
}

const accepted: readonly Case[] = genuine.map(({ name, difference, expectation = {}, applies = () => true }) => ({
  group: 'genuine',
  name,
  make: (style) => sentResponse(style, difference(style)),
  expectation: (style) => ({ ...expectedOf(style), ...expectation }),
  styles: styles.filter(applies),
}))

export const cases: readonly Case[] = [
  ...Object.entries(attackGroups).flatMap(([group, attacks]) =>
    attacks.map(({ name, make, expectation, applies }) => ({
      group,
      name,
      make,
      expectation,
      // A large document is the same work in every style, and much of it for the others.
      styles: styles.filter(applies).slice(0, group === 'size' ? 2 : styles.length),
    })),
  ),
  ...accepted,
]

/** The groups about which a program has an opinion that knows signatures and nothing of SAML. */
const ofSignatures: ReadonlySet<string> = new Set([
  'wrapping',
  'signature profile',
  'keys and algorithms',
  'XML',
  'encoding',
  'size',
  'namespaces',
  'genuine',
])

export interface Compared {
  readonly style: string
  /** A failure's code, or `accepted`. */
  readonly ours: string
  /** Whether the other program decides otherwise; `null` where it is not asked. */
  readonly xml_crypto_differs: boolean | null
  readonly node_saml_differs: boolean
  /** Whether the other program lets in the name that the attacks write. */
  readonly is_forged: boolean
}

type Verify = (response: string, expected: Expectation) => Promise<VerifiedAssertion>

export async function compare(verify: Verify, { group, make, expectation }: Case, style: Style): Promise<Compared> {
  const [response, expected] = [make(style), expectation(style)]
  let [ours, name]: [string, string | null] = ['accepted', null]
  try {
    name = (await verify(response, expected)).name_id.value
  } catch (error) {
    if (!isFailure(error)) throw error
    ours = error.code
  }
  // xml-crypto cannot look into an encrypted assertion.
  const isAsked = ofSignatures.has(group) && !Buffer.from(response, 'base64').includes('EncryptedAssertion')
  const xmlCrypto = isAsked ? opinionOfXmlCrypto(response, expected) : null
  const nodeSaml = await opinionOfNodeSaml(response, expected)
  return {
    style: style.name,
    ours,
    xml_crypto_differs: isAsked ? xmlCrypto !== name : null,
    node_saml_differs: nodeSaml !== name,
    is_forged: xmlCrypto === evil || nodeSaml === evil,
  }
}

/** A case about which somebody disagrees, as a line of the list. */
export interface Disagreement {
  readonly group: string
  readonly name: string
  readonly ours: string
  /** The number of styles with another verdict, of those that were asked. */
  readonly xml_crypto: string
  readonly node_saml: string
}

export function disagreementOf({ group, name }: Case, compared: readonly Compared[]): Disagreement | null {
  const asked = compared.filter(({ xml_crypto_differs }) => xml_crypto_differs !== null)
  const [byXmlCrypto, byNodeSaml] = [
    asked.filter(({ xml_crypto_differs }) => xml_crypto_differs).length,
    compared.filter(({ node_saml_differs }) => node_saml_differs).length,
  ]
  if (byXmlCrypto === 0 && byNodeSaml === 0) return null
  const ours = [...new Set(compared.map((each) => each.ours))].sort().join(' or ')
  return {
    group,
    name,
    ours,
    xml_crypto: `${byXmlCrypto} of ${asked.length}`,
    node_saml: `${byNodeSaml} of ${compared.length}`,
  }
}

const heading = `Cases about which another program decides otherwise, in how many of the styles that were asked.
Written by packages/gateway/src/saml/second-opinion.long.test.ts; the reasons are in docs/decisions/0032-second-opinions-on-saml.md.

group | case | we say | xml-crypto differs | node-saml differs
`

export function writeList(disagreements: readonly Disagreement[]): string {
  const lines = disagreements.map((each) =>
    [each.group, each.name, each.ours, each.xml_crypto, each.node_saml].join(' | '),
  )
  return `${heading}${lines.join('\n')}\n`
}

/** How many cases have our verdict, and in how many of them each program differs. */
export interface Total {
  readonly ours: string
  readonly xml_crypto: number
  readonly node_saml: number
}

/** The list in short, for the table of the record. A case with two verdicts counts with the first. */
export function totals(disagreements: readonly Disagreement[]): Total[] {
  const keyOf = ({ group, ours }: Disagreement): string => {
    const code = ours.split(' or ')[0] ?? ''
    return group === 'wrapping' ? `${code}, wrapping` : code
  }
  const keys = [...new Set(disagreements.map(keyOf))].sort()
  return keys.map((ours) => {
    const those = disagreements.filter((each) => keyOf(each) === ours)
    return {
      ours,
      xml_crypto: those.filter(({ xml_crypto }) => !xml_crypto.startsWith('0 ')).length,
      node_saml: those.filter(({ node_saml }) => !node_saml.startsWith('0 ')).length,
    }
  })
}

export function readList(text: string): Disagreement[] {
  const lines = text.split('\n\n')[1]?.trim().split('\n').slice(1) ?? []
  return lines.map((line) => {
    const [group = '', name = '', ours = '', xml_crypto = '', node_saml = ''] = line.split(' | ')
    return { group, name, ours, xml_crypto, node_saml }
  })
}
