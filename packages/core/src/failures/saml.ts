/** Failures of a SAML message. Applications learn nothing more about a refused response. */
import { row } from './row.ts'

const values =
  'Compare the connection with the application at the identity provider. `expected` is the value of the connection, ' +
  '`received` the value of the message.'
const broken =
  'Try again. If the error persists, the message is damaged or forged: send the reference to the people who run this ' +
  'service.'
const clocks =
  'The operator checks the clock of this server, and the administrator that of the identity provider: they may differ by ' +
  '120 seconds.'
const again = 'Begin again at the application.'
const entraBasic = 'Single sign-on > Basic SAML Configuration'

export const samlFailures = {
  saml_unavailable: row(
    503,
    'operator',
    'SAML is switched off, because its XML parser did not pass its self-test',
    'The log of the start names the test. Install the exact version of Gatehouse again, and run `gatehouse doctor`.',
  ),
  saml_message_missing: row(
    400,
    'person',
    'The address expects a SAML message, and got none',
    'Begin at the application that you want to open. This address cannot be opened directly.',
  ),
  saml_message_too_large: row(
    400,
    'administrator',
    'The SAML message is too large',
    'A message may have 256 KiB. At the identity provider, send only the groups that are assigned to the application.',
    'access_denied',
  ),
  saml_encoding_invalid: row(
    400,
    'administrator',
    'The SAML message cannot be decoded',
    'The message must be strict base64 of XML in UTF-8, without a byte order mark. `received` names the fault.',
    'access_denied',
  ),
  saml_xml_forbidden: row(
    400,
    'administrator',
    'The SAML message has XML that is not allowed',
    'Document types, entities, comments, CDATA and processing instructions are refused, and so are very deep or wide ' +
      'messages. `received` names the part.',
    'access_denied',
  ),
  saml_xml_malformed: row(400, 'person', 'The SAML message is not well-formed XML', broken, 'access_denied'),
  saml_structure_invalid: row(
    400,
    'administrator',
    'The SAML message is not built as the standard says',
    'The message must be of version 2.0, and each ID may stand once. A response has exactly one assertion. `received` ' +
      'names the part.',
    'access_denied',
  ),
  saml_unsigned: row(
    400,
    'administrator',
    'The SAML message is not signed',
    'At the identity provider, sign the assertion, the response or both, and logout requests too. In Entra: Single ' +
      'sign-on > SAML Certificates > Signing Option.',
    'access_denied',
  ),
  saml_signature_refused: row(
    400,
    'administrator',
    'The signature of the SAML message is of a kind that is not accepted',
    'Use RSA-SHA256 with exclusive canonicalization, one reference to the signed element, and a key of 2048 bits or ' +
      'more. `received` names the part.',
    'access_denied',
  ),
  saml_sha1_refused: row(
    400,
    'administrator',
    'The SAML message is signed with SHA-1 or with a short key',
    'At the identity provider, choose SHA-256 and a key of 2048 bits. In Entra: Single sign-on > SAML Certificates > ' +
      'Signing Algorithm. Until then the connection can accept it up to a date (`sha1_until`).',
    'access_denied',
  ),
  saml_signature_invalid: row(
    400,
    'administrator',
    'No certificate of the connection fits the signature of the SAML message',
    'The identity provider may sign with a new certificate. Compare the thumbprints: enter the metadata address again in the ' +
      'setup portal or the console, or add the certificate there. Another digest means that the message was changed on ' +
      'its way.',
    'access_denied',
  ),
  saml_certificate_expired: row(
    400,
    'administrator',
    'The certificate that signed the SAML message is not valid now',
    'Make a new certificate active at the identity provider, and read its metadata again. The connection refuses expired ' +
      'certificates because `enforce_certificate_expiry` is on.',
    'access_denied',
  ),
  saml_decryption_failed: row(
    400,
    'administrator',
    'The encrypted assertion cannot be read',
    'The identity provider must encrypt for a certificate that stands in the metadata of this connection. It must use ' +
      'AES-GCM, or sign the assertion before it encrypts it.',
    'access_denied',
  ),
  saml_issuer_mismatch: row(
    400,
    'administrator',
    'The SAML message comes from another identity provider',
    `${values} In Entra it is "Microsoft Entra Identifier".`,
    'access_denied',
  ),
  saml_destination_mismatch: row(
    400,
    'administrator',
    'The SAML message is meant for another address',
    `${values} In Entra: ${entraBasic} > Reply URL, and Logout Url for logout. In Okta: General > SAML Settings > Edit > ` +
      'Single sign-on URL. In Google: Service provider details > ACS URL.',
    'access_denied',
  ),
  saml_confirmation_invalid: row(
    400,
    'administrator',
    'The assertion may not be used here, or not any more',
    `${values} The assertion needs a bearer confirmation for this address that has not expired.`,
    'access_denied',
  ),
  saml_audience_mismatch: row(
    400,
    'administrator',
    'The assertion is meant for another application',
    `${values} In Entra: ${entraBasic} > Identifier (Entity ID). In Okta: General > SAML Settings > Edit > Audience URI ` +
      '(SP Entity ID). In Google: Service provider details > Entity ID.',
    'access_denied',
  ),
  saml_conditions_invalid: row(
    400,
    'administrator',
    'The conditions of the assertion are missing or unknown',
    'The assertion needs Conditions with NotOnOrAfter and an AudienceRestriction. Every condition must be one of SAML ' +
      '2.0. `received` names the part.',
    'access_denied',
  ),
  saml_expired: row(
    400,
    'person',
    'The SAML message has expired',
    `Try again. If the error persists, a clock may be wrong. ${clocks}`,
    'access_denied',
  ),
  saml_not_yet_valid: row(
    400,
    'operator',
    'The SAML message is not valid yet',
    `A clock is wrong. ${clocks} \`expected\` is the time of this server.`,
    'access_denied',
  ),
  saml_in_response_to_mismatch: row(400, 'person', 'The SAML response answers another request', again, 'access_denied'),
  saml_unsolicited: row(
    400,
    'person',
    'The identity provider began the sign-in by itself',
    'Begin at the application that you want to open. For a tile that works, the administrator enters its sign-on URL, or ' +
      `allows tiles in the connection (\`idp_initiated\`). In Entra: ${entraBasic} > Sign on URL.`,
    'access_denied',
  ),
  saml_replayed: row(400, 'person', 'This SAML message has been used before', again, 'access_denied'),
  saml_attribute_duplicated: row(
    400,
    'administrator',
    'The assertion has an attribute twice',
    'Remove one of the two rules at the identity provider. In Entra: Single sign-on > Attributes & Claims. `received` ' +
      'names the attribute.',
    'access_denied',
  ),
  saml_name_id_missing: row(
    400,
    'administrator',
    'The assertion does not name the person in a way that stays',
    'Send a NameID of the format `persistent`, or the attribute that the connection expects (`subject_attribute`). In Entra: ' +
      'Single sign-on > Attributes & Claims > "Unique User Identifier". In Okta: Attribute Statements, `id` = `user.id`.',
    'access_denied',
  ),
  saml_metadata_changed: row(
    409,
    'administrator',
    'The metadata of the identity provider has other addresses than the connection',
    'If the identity provider has moved, enter its metadata address again and test the connection. Sign-ins keep using ' +
      'the addresses of the connection until you activate the change.',
  ),
  saml_certificates_changed: row(
    409,
    'administrator',
    'The metadata of the identity provider has a new certificate',
    'Enter the metadata address again, test the connection and activate it, before the identity provider signs with the ' +
      'new certificate.',
  ),
  saml_sha1_allowed: row(
    409,
    'administrator',
    'The connection accepts signatures with SHA-1 or a short key',
    'Choose SHA-256 and a key of 2048 bits at the identity provider. Then remove `sha1_until` from the settings. `received` is ' +
      'the day on which it ends.',
  ),
  saml_certificate_expiring: row(
    409,
    'administrator',
    'The signing certificate of the identity provider expires',
    'Make a new certificate at the identity provider, read its metadata again, and only then make the new one active. In ' +
      'Entra: Single sign-on > SAML Certificates.',
  ),
  saml_certificate_superseded: row(
    409,
    'administrator',
    'A signing certificate of the identity provider expires, and the connection has a newer one',
    'Make the newer certificate active at the identity provider before the older one expires. In Entra: Single sign-on > ' +
      'SAML Certificates.',
  ),
  saml_metadata_of_tenant: row(
    409,
    'administrator',
    'The metadata address names no application',
    'Without `appid` the address gives the certificates of the tenant, which sign no assertion. Enter the whole address. In ' +
      'Entra: Single sign-on > SAML Certificates > App Federation Metadata Url.',
  ),
  saml_metadata_invalid: row(
    422,
    'administrator',
    'The metadata of the identity provider cannot be used',
    'Open the address in a browser: it must show XML, without a sign-in. In Entra it is Single sign-on > SAML Certificates > ' +
      'App Federation Metadata Url, in Okta Sign On > SAML Signing Certificates > Actions > View IdP metadata. `received` ' +
      'names the part.',
  ),
}
