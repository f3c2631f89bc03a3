import { describe, expect, it } from 'vitest'
import { lookupOf } from './lookup.ts'

const id = '01jd2x3y4z5a6b7c8d9e0f1g2h'

describe('a text in the search of sign-ins', () => {
  it.each([
    ['ada@contoso.example', 'email'],
    [`signin_${id}`, 'sign_in'],
    [`user_${id}`, 'user_id'],
    [`org_${id}`, 'organization_id'],
    [`conn_${id}`, 'connection_id'],
    ['8f1d2c64-0b7a-4e95-a3d8-5c6e9f7021ab', 'correlation_id'],
    ['req_4yKpX3YkJx0bJv1u2w3x4z', 'request_id'],
    ['groups_incomplete', 'error_code'],
  ])('that is %s fills the filter %s', (text, filter) => {
    expect(lookupOf(` ${text} `)).toEqual({ filter, value: text })
  })

  it('may be the whole line of an error page with a correlation id', () =>
    expect(lookupOf('Correlation Id: 8F1D2C64-0b7a-4e95-a3d8-5c6e9f7021ab')).toEqual({
      filter: 'correlation_id',
      value: '8f1d2c64-0b7a-4e95-a3d8-5c6e9f7021ab',
    }))

  it.each(['ada', 'ada@', 'signin_123', ''])('that is "%s" is nothing known', (text) =>
    expect(lookupOf(text)).toBeNull(),
  )
})
