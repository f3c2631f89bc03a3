/** The texts of the live check in English. de.ts has the same keys; a missing one does not type-check. */
export const en = {
  trimmed: ['The blanks around the value were removed.', null],
  resolved: ['The domain belongs to a tenant. Its ID is used from now on.', null],
  invalid: ['The value {message}.', null],
  tenant_found: ['The tenant was found.', null],
  client_looks_right: ['This looks like an application ID.', 'Whether it is known shows together with the secret.'],
  client_accepted: ['The application is known.', null],
  same_ids: [
    'This is the tenant ID once more.',
    'Both values stand on the same page. Copy the other one: the Application (client) ID.',
  ],
  swapped: ['The tenant ID and the application ID are swapped.', 'With the two values exchanged the tenant is found.'],
  open_to_all: [
    '`{value}` stands for every tenant of the world.',
    'Enter the ID of your own tenant, so that nobody else can sign in. For an application of many tenants, list theirs.',
  ],
  not_found: [
    'No tenant has this ID in this cloud.',
    'Copy the ID again from the Overview page of the app registration.',
  ],
  other_cloud: ['The tenant belongs to another cloud.', 'Expected: {expected}. Found: {received}.'],
  discovery_failed: ['The configuration at this address cannot be used.', '{received}'],
  issuer_mismatch: ['The address names another issuer.', 'Expected: {expected}. Found: {received}.'],
  no_answer: [
    'The identity provider did not answer.',
    'This keeps you from nothing. The value is checked again at the test sign-in.',
  ],
  secret_id: [
    'This is the Secret ID. The secret stands in the column Value, left of it.',
    'The Value is shown only until you leave the page. If it ends in dots now, add another secret and copy its Value.',
  ],
  secret_accepted: ['The secret is accepted.', null],
  secret_refused: ['The secret is refused.', '{text}'],
  secret_kept: [
    'The secret was not tried.',
    'The identity provider cannot be asked without a person. The test sign-in shows it.',
  ],
  secrets_forbidden: [
    'The tenant forbids client secrets.',
    'Choose "No secret" or a certificate instead: both work in this tenant.',
  ],
  secret_new: ['The secret is not known yet.', 'A new secret takes a few minutes to work. Try again soon. {text}'],
  expired: ['The secret has expired, on {date}.', 'Add a new client secret and copy its Value.'],
  expires_soon: ['The secret expires in {days} days, on {date}.', 'Choose 24 months if your rules allow it.'],
  metadata_read: ['The values were read.', null],
  certificate_until: ['{name}, until {date}', null],
  certificate_ended: ['{name}, expired on {date}', null],
  certificates_ended: [
    'The certificate expired on {date}.',
    'Sign-ins still work with it. Make a new one at the identity provider, and read the metadata again.',
  ],
  certificate_short: [
    'The key of the certificate has {bits} bits.',
    'Sign-ins will be refused. Make a certificate with 2048 bits or more at the identity provider.',
  ],
  certificate_unread: [
    'This is no certificate.',
    'A certificate begins with `-----BEGIN CERTIFICATE-----`. Export it as Base64 (PEM), and paste or choose it again.',
  ],
  other_kind: [
    'These are the values of another identity provider.',
    '`{received}` is not an entity ID of {name}. Copy the value again from the page of your application there.',
  ],
  metadata_of_tenant: [
    'The address lacks `{name}`.',
    'Without it the certificate of the directory is read, and not that of your application. Copy the whole App Federation Metadata Url, up to its end.',
  ],
  metadata_no_xml: [
    'This is no metadata.',
    'It is a web page or a damaged file. Metadata is XML and begins with `<EntityDescriptor` or `<?xml`.',
  ],
  metadata_other_document: [
    'This is another kind of XML document.',
    'Metadata begins with `EntityDescriptor`. Download the metadata of the identity provider again.',
  ],
  metadata_of_application: [
    'This is the metadata of an application, perhaps ours.',
    'Copy the metadata of the identity provider: it says where people sign in.',
  ],
  metadata_ended: ['The metadata is out of date.', 'Its own last day is over. Download it again.'],
  metadata_without_certificate: [
    'The metadata has no certificate for signing.',
    'Make a signing certificate at the identity provider, then download the metadata again.',
  ],
  metadata_too_large: [
    'The document is too large.',
    'Take the metadata of one identity provider, not of a federation.',
  ],
  date_invalid: ['This is no date.', 'It looks like 2028-11-21.'],
} as const satisfies Readonly<Record<string, readonly [string, string | null]>>

export type FindingCode = keyof typeof en
