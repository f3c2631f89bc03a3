/**
 * The markup of a response. The identity providers differ in prefixes, types and the order of two elements.
 *
 *   Response: Issuer, [Signature], Status, Assertion or EncryptedAssertion
 *   Assertion: Issuer, [Signature], Subject, Conditions, AttributeStatement and AuthnStatement in the order of the style
 */
import type { SamlAttribute } from './attributes.ts'
import { namespaces, statusCode } from './names.ts'
import { attribute, type Xml, xml } from './xml.ts'

export interface ResponseStyle {
  readonly protocol_prefix: string
  /** Undefined: the elements of the assertion have no prefix. */
  readonly assertion_prefix: string | undefined
  /** `Issuer/@Format` */
  readonly issuer_format: string | undefined
  /** `Attribute/@NameFormat` */
  readonly attribute_name_format: string | undefined
  /** The type that values say of themselves: `xs:string`. */
  readonly value_type: string | undefined
  readonly attributes_first: boolean
}

export const entraStyle: ResponseStyle = {
  protocol_prefix: 'samlp',
  assertion_prefix: undefined,
  issuer_format: undefined,
  attribute_name_format: undefined,
  value_type: undefined,
  attributes_first: true,
}

export interface AssertionContent {
  readonly id: string
  readonly issued: string
  readonly issuer: string
  /** The Name ID as markup, because a fault puts a comment into it. */
  readonly name_id: Xml
  readonly name_id_format: string
  readonly name_qualifier: string | undefined
  readonly recipient: string
  readonly in_response_to: string | undefined
  readonly not_before: string
  readonly not_on_or_after: string
  readonly audience: string
  readonly attributes: readonly SamlAttribute[]
  readonly authenticated: string
  readonly session_index: string
  readonly context: string
}

export interface ResponseContent {
  readonly id: string
  readonly issued: string
  readonly issuer: string
  readonly destination: string
  readonly in_response_to: string | undefined
}

export interface StatusContent {
  readonly codes: readonly string[]
  readonly message: string | undefined
}

export const successStatus: StatusContent = { codes: [statusCode.success], message: undefined }

/** Makes elements of one namespace. */
type Make = (name: string, attributes: readonly Xml[], content: readonly Xml[] | Xml | string) => Xml

function elements(prefix: string | undefined): Make {
  const before = prefix === undefined ? '' : `${prefix}:`
  return (name, attributes, content) => {
    const inner = xml`${content}`
    const open = `${before}${name}${attributes.map(({ markup }) => markup).join('')}`
    return { markup: inner.markup === '' ? `<${open}/>` : `<${open}>${inner.markup}</${before}${name}>` }
  }
}

function declaration(prefix: string | undefined, namespace: string): Xml {
  return attribute(prefix === undefined ? 'xmlns' : `xmlns:${prefix}`, namespace)
}

function attributeElement(make: Make, style: ResponseStyle, { name, values }: SamlAttribute): Xml {
  const typed =
    style.value_type !== undefined
      ? [
          attribute('xmlns:xs', 'http://www.w3.org/2001/XMLSchema'),
          attribute('xmlns:xsi', 'http://www.w3.org/2001/XMLSchema-instance'),
          attribute('xsi:type', style.value_type),
        ]
      : []
  const named = [attribute('Name', name), attribute('NameFormat', style.attribute_name_format)]
  return make(
    'Attribute',
    named,
    values.map((value) => make('AttributeValue', typed, value)),
  )
}

export function assertionMarkup(content: AssertionContent, style: ResponseStyle): Xml {
  const make = elements(style.assertion_prefix)
  const { in_response_to, name_id_format, name_qualifier, not_before, not_on_or_after, recipient } = content
  const attributes = content.attributes.map((one) => attributeElement(make, style, one))
  const attributeStatement = attributes.length > 0 ? [make('AttributeStatement', [], attributes)] : []
  const authnStatement = make(
    'AuthnStatement',
    [attribute('AuthnInstant', content.authenticated), attribute('SessionIndex', content.session_index)],
    make('AuthnContext', [], make('AuthnContextClassRef', [], content.context)),
  )
  return make(
    'Assertion',
    [
      attribute('ID', content.id),
      attribute('IssueInstant', content.issued),
      attribute('Version', '2.0'),
      declaration(style.assertion_prefix, namespaces.assertion),
    ],
    [
      make('Issuer', [attribute('Format', style.issuer_format)], content.issuer),
      make(
        'Subject',
        [],
        [
          make(
            'NameID',
            [attribute('Format', name_id_format), attribute('SPNameQualifier', name_qualifier)],
            content.name_id,
          ),
          make(
            'SubjectConfirmation',
            [attribute('Method', 'urn:oasis:names:tc:SAML:2.0:cm:bearer')],
            make(
              'SubjectConfirmationData',
              [
                attribute('InResponseTo', in_response_to),
                attribute('NotOnOrAfter', not_on_or_after),
                attribute('Recipient', recipient),
              ],
              '',
            ),
          ),
        ],
      ),
      make(
        'Conditions',
        [attribute('NotBefore', not_before), attribute('NotOnOrAfter', not_on_or_after)],
        make('AudienceRestriction', [], make('Audience', [], content.audience)),
      ),
      ...(style.attributes_first ? [...attributeStatement, authnStatement] : [authnStatement, ...attributeStatement]),
    ],
  )
}

function statusMarkup(make: Make, { codes, message }: StatusContent): Xml {
  const nested = codes.reduceRight<Xml | string>(
    (inner, code) => make('StatusCode', [attribute('Value', code)], inner),
    '',
  )
  const said = message === undefined ? [] : [make('StatusMessage', [], message)]
  return make('Status', [], [typeof nested === 'string' ? xml`${nested}` : nested, ...said])
}

/** @param inside the assertions, signed and encrypted as they are to be sent */
export function responseMarkup(
  content: ResponseContent,
  status: StatusContent,
  inside: readonly Xml[],
  style: ResponseStyle,
  name: 'Response' | 'LogoutResponse' = 'Response',
): Xml {
  const make = elements(style.protocol_prefix)
  const issuer = elements(style.assertion_prefix)(
    'Issuer',
    [attribute('Format', style.issuer_format), declaration(style.assertion_prefix, namespaces.assertion)],
    content.issuer,
  )
  return make(
    name,
    [
      attribute('ID', content.id),
      attribute('Version', '2.0'),
      attribute('IssueInstant', content.issued),
      attribute('Destination', content.destination),
      attribute('InResponseTo', content.in_response_to),
      declaration(style.protocol_prefix, namespaces.protocol),
    ],
    [issuer, statusMarkup(make, status), ...inside],
  )
}
