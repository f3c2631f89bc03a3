/** The status of a response: success, or an error that the identity provider reports. saml-core 3.2.2. */
import { Failure } from '@gatehouse-sso/core/failure'
import { invalid, neededAttribute, onlyChild, optionalChild } from './elements.ts'
import { statuses } from './names.ts'
import type { XmlElement } from './tree.ts'

/**
 * @param assertion an assertion beside a failure is a contradiction
 * @throws Failure upstream_refused, saml_structure_invalid
 */
export function checkStatus(root: XmlElement, assertion: XmlElement | undefined): void {
  const status = onlyChild(root, 'samlp:Status')
  const code = onlyChild(status, 'samlp:StatusCode')
  const value = neededAttribute(code, 'Value')
  if (value === statuses.success) {
    if (!assertion) throw invalid('a success without an assertion')
    return
  }
  if (assertion) throw new Failure('saml_structure_invalid', { received: 'a failure with an assertion' })
  const second = optionalChild(code, 'samlp:StatusCode')
  const codes = [value, ...(second ? [neededAttribute(second, 'Value')] : [])].map(lastWord)
  const message = optionalChild(status, 'samlp:StatusMessage')?.text.trim() ?? ''
  throw new Failure('upstream_refused', {
    received: codes.join(' / '),
    upstream: { error: codes.join(' / '), ...(message === '' ? {} : { description: message.slice(0, 2_000) }) },
  })
}

const lastWord = (uri: string): string => uri.slice(uri.lastIndexOf(':') + 1).slice(0, 100)
