import { bearer, success } from './names.ts'
import { qualified } from './style.ts'
import { instant, type ResponseValues, type SentAttribute } from './values.ts'
import { element, type XmlElement } from './xml-tree.ts'

type Written = Readonly<Record<string, string | null>>

/** The attributes in the order that a program writes them. A name that the program never writes is not in the order. */
function ordered(all: Written, order: string): Written {
  return Object.fromEntries(order.split(' ').map((name) => [name, all[name] ?? null]))
}

/** The elements that all identity providers have in common. They differ in prefixes, orders and additions. */
export interface Parts {
  readonly response: (order: string, ...children: readonly XmlElement[]) => XmlElement
  readonly status: () => XmlElement
  readonly issuer: (more?: Written) => XmlElement
  readonly assertion: (order: string, ...children: readonly XmlElement[]) => XmlElement
  readonly subject: (nameIdOrder: string, dataOrder: string, data?: Written) => XmlElement
  readonly conditions: () => XmlElement
  readonly authn: (order: string, locality?: Written) => XmlElement
  readonly attributes: (
    write: (sent: SentAttribute) => Written,
    value?: (text: string, position: number) => XmlElement,
  ) => XmlElement
}

/**
 * @param declared Declarations of namespaces, which an order may name.
 * @param decimals The decimals of an instant.
 */
export function partsOf(
  prefix: { readonly protocol: string; readonly assertion: string },
  values: ResponseValues,
  declared: Written,
  decimals: 0 | 3,
): Parts {
  const v = values
  const p = (name: string): string => qualified(prefix.protocol, name)
  const a = (name: string): string => qualified(prefix.assertion, name)
  const at = (time: number): string => instant(time, decimals)
  const optional = (time: number | null): string | null => (time === null ? null : at(time))
  const both = { ...declared, Version: '2.0', IssueInstant: at(v.issue_instant) }
  const context = element(a('AuthnContext'), {}, element(a('AuthnContextClassRef'), {}, v.authn_context))
  return {
    response: (order, ...children) => {
      const all = { ...both, ID: v.response_id, Destination: v.destination, InResponseTo: v.in_response_to }
      return element(p('Response'), ordered(all, order), ...children)
    },
    status: () => element(p('Status'), {}, element(p('StatusCode'), { Value: success })),
    issuer: (more = {}) => element(a('Issuer'), more, v.issuer),
    assertion: (order, ...children) =>
      element(a('Assertion'), ordered({ ...both, ID: v.assertion_id }, order), ...children),
    subject: (nameIdOrder, dataOrder, data = {}) => {
      const nameId = {
        Format: v.name_id_format,
        NameQualifier: v.name_qualifier,
        SPNameQualifier: v.sp_name_qualifier,
      }
      const all = {
        ...data,
        InResponseTo: v.in_response_to,
        NotOnOrAfter: at(v.confirmed_until),
        Recipient: v.recipient,
      }
      const confirmed = element(a('SubjectConfirmationData'), ordered(all, dataOrder))
      return element(
        a('Subject'),
        {},
        element(a('NameID'), ordered(nameId, nameIdOrder), v.name_id),
        element(a('SubjectConfirmation'), { Method: bearer }, confirmed),
      )
    },
    conditions: () =>
      element(
        a('Conditions'),
        { NotBefore: at(v.not_before), NotOnOrAfter: at(v.not_on_or_after) },
        element(a('AudienceRestriction'), {}, element(a('Audience'), {}, v.audience)),
      ),
    authn: (order, locality) => {
      const all = {
        AuthnInstant: at(v.authn_instant),
        SessionIndex: v.session_index,
        SessionNotOnOrAfter: optional(v.session_not_on_or_after),
      }
      const place = locality === undefined ? [] : [element(a('SubjectLocality'), locality)]
      return element(a('AuthnStatement'), ordered(all, order), ...place, context)
    },
    attributes: (write, value = (text) => element(a('AttributeValue'), {}, text)) =>
      element(
        a('AttributeStatement'),
        {},
        ...v.attributes.map((sent) => element(a('Attribute'), write(sent), ...sent.values.map(value))),
      ),
  }
}
