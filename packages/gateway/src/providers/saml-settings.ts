/**
 * The settings of a SAML connection, the same for every kind of identity provider. Its metadata gives most of them: an
 * administrator enters its address or the document, and the values are stored.
 */
import { dayMs } from '@gatehouse-sso/core/time'
import { z } from 'zod'

/** People are sent there, so only this machine itself may do without https. */
function isAddress(text: string): boolean {
  if (!/^https?:\/\/[^/\\?#@\s]+(?:[/?][^\s\\#]*)?$/i.test(text) || !URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || hostname === 'localhost' || /^127\./.test(hostname) || hostname === '[::1]'
}

// Without `toLocaleString`: the first use of the language data takes 5 MB for as long as the process runs.
const tooLong = (characters: number): string =>
  `has more than ${String(characters).replace(/(?=\d{3}$)/, characters < 1_000 ? '' : ',')} characters`

/** @param example an address of the same kind, for people who entered something else */
function addressLike(example: string) {
  const error = `is not an https address: it looks like ${example}`
  return z.string({ error }).trim().max(2_048, tooLong(2_048)).refine(isAddress, { error })
}

/** An entity ID is a URI; people write names such as `gatehouse` too. */
const entityId = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(1_024, tooLong(1_024))
  .regex(/^[\x21-\x7e]+$/, 'has blanks or letters beyond ASCII')

const pem = /^-----BEGIN CERTIFICATE-----\r?\n[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*$/

/** The formats of NameID that may be asked for, by the last word of their URI. */
const nameIdFormatWords = ['persistent', 'email', 'unspecified', 'transient'] as const

export const subjectAttribute = z
  .string()
  .trim()
  .min(1, 'is empty: name an attribute, or `name_id` for the NameID')
  .max(300, tooLong(300))
  .meta({
    description:
      'The attribute that names a person for good, where the NameID is an address or changes. `name_id` is the NameID. ' +
      'Default: `id` with `okta_saml`, else the NameID',
    examples: ['id'],
  })

export const samlFields = z.strictObject({
  idp_entity_id: entityId.meta({
    description: 'The entity ID of the identity provider, character by character, from its metadata',
    examples: ['https://sts.windows.net/8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b/'],
  }),
  sso_url: addressLike('https://login.example.com/saml2').meta({
    description: 'The address at the identity provider to which sign-ins go',
    examples: ['https://login.microsoftonline.com/8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b/saml2'],
  }),
  certificates: z
    .array(
      z
        .string()
        .trim()
        .max(16_384)
        .regex(pem, 'is not a certificate in PEM: it begins with -----BEGIN CERTIFICATE-----'),
    )
    .min(1, 'is empty: a certificate is needed')
    .max(20)
    .meta({
      description:
        'The certificates with which the identity provider signs, in PEM. Several may be valid at once, so that it can ' +
        'change to the next one',
      examples: [
        [
          '-----BEGIN CERTIFICATE-----\nMIIC8DCCAdigAwIBAgIQXk1xvrqjUr9MzgcBbvGQyTANBgkqhkiG9w0BAQsFADA0\n-----END CERTIFICATE-----',
        ],
      ],
    }),
  sso_binding: z
    .enum(['redirect', 'post'])
    .default('redirect')
    .meta({ description: 'How requests go to `sso_url`', examples: ['redirect'] }),
  slo_url: addressLike('https://login.example.com/logout')
    .optional()
    .meta({
      description: 'The address for single logout by redirect. Without it a logout ends here',
      examples: ['https://login.microsoftonline.com/8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b/saml2'],
    }),
  slo_response_url: addressLike('https://login.example.com/logout/answer')
    .optional()
    .meta({
      description: 'Where answers to logout requests of the identity provider go. Default: `slo_url`',
      examples: ['https://idp.example.com/saml/logout/answer'],
    }),
  metadata_url: addressLike('https://login.example.com/metadata.xml')
    .optional()
    .meta({
      description:
        'The address of the metadata. It is read when it is entered, and each day from then on; changes wait for an ' +
        'administrator',
      examples: [
        'https://login.microsoftonline.com/8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b/federationmetadata/2007-06/federationmetadata.xml?appid=0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
      ],
    }),
  metadata_xml: z
    .string()
    .max(512 * 1024)
    .optional()
    .meta({
      description: 'The metadata itself, in place of its address. Its values are stored, and the document is not',
      examples: ['<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" …>'],
    }),
  sp_entity_id: entityId.optional().meta({
    description:
      'Our own entity ID for this connection, if the customer has registered another one. Default: the address of our ' +
      'metadata for this connection. The issuer of the environment makes it one for all',
    examples: ['https://api.example.com'],
  }),
  redirect_uri: addressLike('https://login.example.com/saml/acs')
    .optional()
    .meta({
      description:
        'An assertion consumer service URL that the customer has registered already, in place of ours. It is sent exactly ' +
        'like this. At this origin its path must be a callback alias of the environment; at another one, that server ' +
        'leads to us',
      examples: ['https://login.example.com/saml/acs'],
    }),
  subject_attribute: subjectAttribute.optional(),
  name_id_format: z
    .enum(nameIdFormatWords)
    .optional()
    .meta({
      description:
        'The format of NameID to ask for. Default: none is asked for, so the setting at the identity provider counts',
      examples: ['persistent'],
    }),
  authn_contexts: z
    .array(
      z
        .string()
        .trim()
        .max(300)
        .regex(/^[\x21-\x7e]+$/),
    )
    .max(10)
    .optional()
    .meta({
      description: 'Authentication contexts of which one must be proved exactly. Default: none is asked for',
      examples: [['urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport']],
    }),
  sign_requests: z
    .boolean()
    .default(false)
    .meta({
      description: 'Whether requests are signed with the active certificate of the connection, which is then needed',
      examples: [true],
    }),
  idp_initiated: z
    .enum(['refuse', 'restart'])
    .default('refuse')
    .meta({
      description:
        'A sign-in that begins at the identity provider, for instance at its tile. `restart`: it begins again from here, ' +
        'which costs the person nothing. `refuse`: the person is told to begin at the application',
      examples: ['restart'],
    }),
  enforce_certificate_expiry: z
    .boolean()
    .default(false)
    .meta({
      description:
        'Whether a signature by an expired certificate is refused. Default: it is a warning, since identity providers go ' +
        'on signing with it',
      examples: [true],
    }),
  sha1_until: z.iso
    .date()
    .optional()
    .meta({
      description:
        'Until the end of this day SHA-1 signatures and RSA keys of 1,024 bits are accepted. At most a year ahead',
      examples: ['2027-03-31'],
    }),
})

type Fields = z.output<typeof samlFields>

/** The rules between settings, for `superRefine`. */
export function checkSamlSettings(
  { slo_response_url, slo_url, metadata_xml }: Fields,
  context: z.RefinementCtx<Fields>,
): void {
  const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  if (slo_response_url !== undefined && slo_url === undefined) issue('slo_url', 'is needed with `slo_response_url`')
  if (metadata_xml !== undefined) issue('metadata_xml', 'could not be read')
}

export const samlSettings = samlFields.superRefine(checkSamlSettings)

/** Stored settings never hold the document. */
export type SamlSettings = Fields

/** The end of the day `sha1_until`; `null` without one. Milliseconds since 1970. */
export function sha1UntilOf({ sha1_until }: Pick<SamlSettings, 'sha1_until'>): number | null {
  return sha1_until === undefined ? null : Date.parse(sha1_until) + dayMs
}
