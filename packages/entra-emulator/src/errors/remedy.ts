import type { AadstsCode } from './aadsts.ts'

const federated =
  'App registrations → the app → Certificates & secrets → Federated credentials: compare issuer, subject and audience.'

/** The page of the Entra admin center that fixes each error. Entra itself does not name it. */
const remedies: Readonly<Partial<Record<AadstsCode, string>>> = {
  50011:
    'App registrations → the app → Authentication → Web: add exactly this redirect URI, with the same case and the same trailing slash. SAML: Enterprise apps → the app → Single sign-on → Reply URL.',
  50020: 'Invite the account as a guest, or sign out and use an account of this tenant.',
  50105: 'Enterprise apps → the app → Users and groups → Add. Members of nested groups do not count.',
  50194: 'Use the tenant’s GUID in the URL instead of the shared word, or make the app multi-tenant.',
  700024: 'Set the clock of the application’s server. An assertion is valid for some minutes only.',
  700027: 'App registrations → the app → Certificates & secrets → Certificates: upload the certificate that signs.',
  1000502: 'Upload a new certificate: this one has ended, or does not begin yet.',
  700016:
    'Compare application (client) ID and directory (tenant) ID with the app’s Overview. Check whether they are swapped. SAML: compare Identifier (Entity ID) with the Issuer of the request.',
  7000112: 'Enterprise apps → the app → Properties → Enabled for users to sign-in? = Yes.',
  7000215: 'App registrations → the app → Certificates & secrets: use the column Value, not Secret ID.',
  7000218: 'Send the client secret, or set Authentication → Allow public client flows to Yes.',
  7000222: 'App registrations → the app → Certificates & secrets → New client secret.',
  70021: federated,
  700211: federated,
  700212: federated,
  700213: federated,
  7002138: federated,
  90061: 'Let the issuer publish its discovery document and its keys, without a redirect.',
  700025: 'Send no secret, or move the redirect URI to the platform Web.',
  65001: 'API permissions → Grant admin consent, or send the person through /authorize.',
  50003: 'Enterprise apps → the app → Single sign-on → SAML Certificates → Edit: make a certificate active.',
  501241:
    'Enterprise apps → the app → Single sign-on → Attributes & Claims: use user.userprincipalname as Unique User Identifier.',
  75011: 'Let the application send no RequestedAuthnContext.',
  75016: 'Let the application send no NameIDPolicy.',
  76021: 'Let the application sign its requests, or switch "Require verification certificates" off.',
  90002: 'Check the directory (tenant) ID for a typing error.',
  90094: 'Enterprise apps → the app → Permissions → Grant admin consent.',
}

export function remedyFor(code: number): string | undefined {
  return new Map(Object.entries(remedies)).get(String(code))
}
