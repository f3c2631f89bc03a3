/** The messages about single settings of SAML: each is our own, and its example is of the same kind. */
import { describe, expect, it } from 'vitest'
import { saml } from './saml.ts'
import { parseDraft } from './settings-fields.ts'

const cases: readonly (readonly [string, unknown, string])[] = [
  ['subject_attribute', '', 'is empty: name an attribute, or `name_id` for the NameID'],
  ['subject_attribute', 'x'.repeat(301), 'has more than 300 characters'],
  ['idp_entity_id', 'x'.repeat(1_025), 'has more than 1,024 characters'],
  ['metadata_url', 'metadata.xml', 'is not an https address: it looks like https://login.example.com/metadata.xml'],
  ['sso_url', 'http://login.example.com', 'is not an https address: it looks like https://login.example.com/saml2'],
  ['redirect_uri', 7, 'is not an https address: it looks like https://login.example.com/saml/acs'],
]

describe('a setting of SAML', () => {
  it.each(cases)('%s is refused in our own words', (name, value, message) => {
    const parsed = parseDraft(saml, { [name]: value })
    expect(parsed).toMatchObject({ success: false, errors: [{ param: `/${name}`, message }] })
  })
})
