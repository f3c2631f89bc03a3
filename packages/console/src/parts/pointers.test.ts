import { ValidationError } from '@gatehouse-sso/sdk/browser'
import { describe, expect, it } from 'vitest'
import { asSentence, messageWithoutFaults, placeErrors } from './pointers.ts'

const fields = ['/settings/tenant_id', '/settings/client_id', '/settings', '/client_secret']
const failed = (...params: string[]): ValidationError =>
  new ValidationError(
    'No.',
    { code: 'values_invalid' },
    params.map((param) => ({ param, code: 'x', message: param })),
  )

describe('errors of the server', () => {
  it('stand at the field that they name', () =>
    expect(placeErrors(failed('/settings/tenant_id'), fields).fields).toEqual({
      '/settings/tenant_id': '/settings/tenant_id',
    }))

  it('stand at the field above, where the form has no nearer one', () =>
    expect(placeErrors(failed('/settings/allowed/0'), fields).fields).toEqual({ '/settings': '/settings/allowed/0' }))

  it('do not stand at a field whose name only begins the same', () =>
    expect(placeErrors(failed('/client_secret_hint'), fields)).toEqual({ fields: {}, others: ['/client_secret_hint'] }))

  it('keep the first of two at a field', () =>
    expect(placeErrors(failed('/client_secret', '/client_secret/0'), fields).fields).toEqual({
      '/client_secret': '/client_secret',
    }))

  it('are the failure itself, where it is about one field', () => {
    const error = new ValidationError(
      'No metadata.',
      { code: 'saml_metadata_invalid', param: '/settings/client_id' },
      [],
    )
    expect(placeErrors(error, fields)).toEqual({ fields: { '/settings/client_id': 'No metadata.' }, others: [] })
  })

  it('are none where the failure is about a place that the form does not have', () => {
    const error = new ValidationError('No.', { code: 'saml_metadata_invalid', param: '/policy' }, [])
    expect(placeErrors(error, fields)).toEqual({ fields: {}, others: [] })
  })

  it('are none for another failure', () =>
    expect(placeErrors(new Error('No.'), fields)).toEqual({ fields: {}, others: [] }))
})

const sentences = [
  { name: 'goes on with the label', fault: 'is not an address', sentence: 'Email is not an address' },
  { name: 'is a sentence already', fault: 'The place is not known', sentence: 'The place is not known' },
  { name: 'begins with a word that only looks like a verb', fault: 'island', sentence: 'island' },
]

describe('a fault', () => {
  it.each(sentences)('that $name', ({ fault, sentence }) => expect(asSentence(fault, 'Email')).toBe(sentence))
})

const message = 'Some values are not valid.'
const messages = [
  { name: 'names its first fault', error: failed('/name'), text: `${message} /name: /name.`, shown: message },
  { name: 'names no fault', error: failed('/name'), text: message, shown: message },
  { name: 'is another one', error: new Error(), text: `${message} /name: no`, shown: `${message} /name: no` },
]

describe('the message of a failure', () => {
  it.each(messages)('that $name', ({ error, text, shown }) => {
    expect(messageWithoutFaults(Object.assign(error, { message: text }))).toBe(shown)
  })
})
