/** The forms of SAML connections. Metadata gives all values at once; single values are the other way. */
import { type ConnectionForm, field } from './form.ts'

function form(metadata_url: string, steps: readonly string[], redirect_hint: string): ConnectionForm {
  return {
    ways: [
      {
        id: 'metadata_url',
        label: 'Metadata address',
        fields: [field('metadata_url', 'Metadata address', metadata_url, { hint: 'It is read again each day.' })],
      },
      {
        id: 'metadata_xml',
        label: 'Metadata file',
        fields: [field('metadata_xml', 'Metadata (XML)', '<EntityDescriptor …>', { kind: 'xml' })],
      },
      {
        id: 'values',
        label: 'Single values',
        fields: [
          field('idp_entity_id', 'Entity ID of the identity provider', 'https://idp.example.com/saml'),
          field('sso_url', 'Sign-in address', 'https://idp.example.com/saml/sso'),
          field('certificates', 'Signing certificates', '-----BEGIN CERTIFICATE-----', { kind: 'certificates' }),
        ],
      },
    ],
    client_id: null,
    client_secret: null,
    steps: [...steps],
    asks_logout_page: true,
    redirect_hint,
  }
}

export const entraSamlForm = form(
  'https://login.microsoftonline.com/8f1c2b3a-…/federationmetadata/2007-06/federationmetadata.xml?appid=0b1c2d3e-…',
  [
    'Open the Entra admin center, **Enterprise apps** › **New application** › **Create your own application**: **Non-gallery**.',
    '**Single sign-on** › **SAML** › **Basic SAML Configuration**: enter **Identifier (Entity ID)** and **Reply URL (Assertion Consumer Service URL)**.',
    '**SAML Certificates** has the **App Federation Metadata Url**: copy it into the form.',
    '**Attributes & Claims** › **Add a group claim**: **Groups assigned to the application**. **Users and groups**: assign who may sign in.',
  ],
  'They enter it as **Reply URL (Assertion Consumer Service URL)**.',
)

export const oktaSamlForm = form(
  'https://contoso.okta.com/app/exk1a2b3c4d5e6f7g8h9/sso/saml/metadata',
  [
    'Open the Okta Admin Console, **Applications** › **Create App Integration**: **SAML 2.0**.',
    'Enter **Single sign-on URL** and **Audience URI (SP Entity ID)**.',
    '**Attribute Statements**: `id` = `user.id`, `email` = `user.email`, `firstName` = `user.firstName`, `lastName` = `user.lastName`. **Group Attribute Statements**: `groups`, **Matches regex** `.*`.',
    '**Sign On** › **SAML Signing Certificates** › **View IdP metadata** has the metadata address. **Assignments**: assign who may sign in.',
  ],
  'They enter it as **Single sign-on URL**.',
)

export const googleSamlForm = form(
  'https://idp.example.com/metadata.xml',
  [
    'Open the Google Admin console, **Apps** › **Web and mobile apps** › **Add app** › **Add custom SAML app**.',
    '**Download metadata**, and paste the file here: Google has no address for it.',
    'Enter **ACS URL** and **Entity ID**, and choose **EMAIL** as the **Name ID format**.',
    '**Attributes**: map **Primary email** to `email`, **First name** to `firstName`, **Last name** to `lastName`. **User access**: turn the app on.',
  ],
  'They enter it as **ACS URL**.',
)

export const samlForm = form(
  'https://idp.example.com/saml/metadata',
  [
    'Make a new SAML application at the identity provider.',
    'Enter our entity ID and our assertion consumer service URL, or load our metadata.',
    'Sign the assertion or the response with RSA-SHA256, and send a persistent NameID.',
    'Send `email`, `firstName`, `lastName` and `groups`, and assign who may sign in.',
  ],
  'They enter it as assertion consumer service URL (ACS).',
)
