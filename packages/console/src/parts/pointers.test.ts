import { ValidationError } from '@gatehouse-sso/sdk/browser'
import { describe, expect, it } from 'vitest'
import { placeErrors } from './pointers.ts'

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

  it('are none for another failure', () =>
    expect(placeErrors(new Error('No.'), fields)).toEqual({ fields: {}, others: [] }))
})
