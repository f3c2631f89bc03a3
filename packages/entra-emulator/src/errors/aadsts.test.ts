import { describe, expect, it } from 'vitest'
import { lookUpAadsts } from './aadsts.ts'
import { EntraError } from './entra-error.ts'
import { remedyFor } from './remedy.ts'

/** Rows from Entra's documentation and recorded responses, for numbers on which clients branch. */
const documented: { code: number; error: string; status: number; shown: 'page' | 'app' }[] = [
  { code: 7000215, error: 'invalid_client', status: 401, shown: 'app' },
  { code: 7000222, error: 'invalid_client', status: 401, shown: 'app' },
  { code: 7000218, error: 'invalid_client', status: 401, shown: 'app' },
  { code: 700025, error: 'invalid_client', status: 401, shown: 'app' },
  { code: 700016, error: 'unauthorized_client', status: 400, shown: 'page' },
  { code: 7000112, error: 'unauthorized_client', status: 400, shown: 'page' },
  { code: 54005, error: 'invalid_grant', status: 400, shown: 'app' },
  { code: 70008, error: 'invalid_grant', status: 400, shown: 'app' },
  { code: 501481, error: 'invalid_grant', status: 400, shown: 'app' },
  { code: 65001, error: 'invalid_grant', status: 400, shown: 'app' },
  { code: 50105, error: 'invalid_grant', status: 400, shown: 'page' },
  { code: 501051, error: 'invalid_grant', status: 400, shown: 'app' },
  { code: 70011, error: 'invalid_scope', status: 400, shown: 'app' },
  { code: 500011, error: 'invalid_resource', status: 400, shown: 'app' },
  { code: 900144, error: 'invalid_request', status: 400, shown: 'page' },
  { code: 90002, error: 'invalid_request', status: 400, shown: 'page' },
  { code: 50011, error: 'invalid_request', status: 400, shown: 'page' },
  { code: 50194, error: 'invalid_request', status: 400, shown: 'page' },
  { code: 90094, error: 'access_denied', status: 400, shown: 'page' },
]

describe('AADSTS numbers', () => {
  it.each(documented)('$code is $error, $status', ({ code, ...row }) => expect(lookUpAadsts(code)).toMatchObject(row))

  it('have only the given values filled into their texts', () => {
    expect(new EntraError(70003, { grant: '{app}' }).message).toBe(
      "The app requested an unsupported grant type '{app}'.",
    )
    expect(new EntraError(700005).message).toContain('/{tenant-ID}')
  })

  it('with a remedy are in the table', () => {
    for (const code of [50011, 50105, 700016, 7000215]) expect(remedyFor(code)).toBeTruthy()
    expect(remedyFor(1)).toBeUndefined()
  })
})
