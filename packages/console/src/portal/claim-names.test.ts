import { expect, it } from 'vitest'
import { shortClaim } from './claim-names.ts'

it.each([
  ['given_name', 'given_name'],
  ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname', '…/givenname'],
  ['urn:oid:2.5.4.42', 'urn:oid:2.5.4.42'],
  ['https://contoso.example/', 'https://contoso.example/'],
])('names %s in a narrow column', (name, short) => expect(shortClaim(name)).toBe(short))
