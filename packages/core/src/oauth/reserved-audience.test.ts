import { describe, expect, it } from 'vitest'
import { checkResource, isReservedAudience } from './reserved-audience.ts'

const cases: readonly [string, boolean][] = [
  ['api://AzureADTokenExchange', true],
  ['api://AzureADTokenExchangeUSGov', true],
  ['api://azureadtokenexchange', true],
  [' api://AzureADTokenExchange', true],
  ['api://AzureADToken', false],
  ['https://api.example', false],
  ['', false],
]

describe('the audience of federated identity credentials', () => {
  it.each(cases)('is reserved in %s: %s', (resource, isReserved) => {
    expect(isReservedAudience(resource)).toBe(isReserved)
    if (isReserved)
      expect(() => checkResource({ resource })).toThrow(expect.objectContaining({ code: 'resource_reserved' }))
    else expect(() => checkResource({ resource })).not.toThrow()
  })
})
