/** The SAML guides in English. de.ts has the same keys. */
import type { SamlTexts, SharedSamlTexts } from './texts.ts'

export const sharedEn: SharedSamlTexts = {
  company: 'the identity provider',
  name_label: 'Name',
  metadata_url_label: 'Metadata address',
  metadata_url_note: 'All values come from it, and it is read again each day.',
  metadata_label: 'Metadata file',
  metadata_note: 'Upload the file or paste it, if there is no address.',
  entity_label: 'Entity ID of the identity provider',
  entity_note: 'Character by character, also a slash at the end.',
  sso_label: 'Sign-in address',
  sso_note: 'Where people sign in.',
  certificates_label: 'Signing certificates',
  certificates_note: 'Upload them or paste them in PEM. Several may be valid at once.',
  logout_page_label: 'Logout page URL, optional',
  logout_page_note: 'Where people go after signing out, if the application names no address.',
  certificate_title: 'Certificate, optional',
  certificate_text: 'Needed only if requests must be signed or assertions encrypted. The private key never travels.',
  certificate_upload: 'Enter the certificate at the identity provider',
  certificate_upload_text:
    'Our metadata has it too. The identity provider verifies requests with it and encrypts for it.',
  identifier_label: 'Identifier',
  identifier_note: 'The name of the person. It should never change.',
  email_label: 'Email',
  display_name_label: 'Name',
  given_name_label: 'First name',
  family_name_label: 'Last name',
  username_label: 'User name',
  groups_label: 'Groups',
}

const common = {
  register_next: 'Continue to values',
  values_next: 'Continue to claims',
  claims_title: 'Choose what is sent',
  claims_next: 'Continue to access',
  access_title: 'Choose who gets in',
  access_next: 'Continue to the test',
}

export const entraEn: SamlTexts = {
  ...common,
  summary: 'Microsoft Entra ID, for applications that use SAML',
  asking: 'Reading the metadata from Entra…',
  register_title: (vendor) => `Register ${vendor} in Entra`,
  register_lead: 'Five actions in the Entra admin center, in another window. Copying a value ticks it.',
  values_title: 'Enter the metadata address from Entra',
  values_lead: 'One address is enough. It is read as soon as you leave the field.',
  claims_lead: 'Entra sends name and email by itself. Groups need one setting.',
  access_lead: 'Entra decides who may open the app. Your groups decide what they may do in it.',
  actions: {
    open: [
      'Make a new application',
      'Choose **Integrate any other application you don’t find in the gallery (Non-gallery)**, then **Create**.',
    ],
    name: ['Enter the name', null],
    saml: ['Choose SAML', 'Select **Single sign-on**, then **SAML**.'],
    basic: [
      'Fill in Basic SAML Configuration',
      'Select **Edit**. Leave **Relay State** empty, then **Save**. Answer **No, I’ll test later**.',
    ],
    certificate: [
      'Copy the App Federation Metadata Url',
      'It stands under **SAML Certificates**. The address in the next step needs it, with `?appid=` at its end.',
    ],
    groups: [
      'Add a group claim',
      'Under **Attributes & Claims** select **Edit**, then **Add a group claim**: **Groups assigned to the application**, source **Group ID**.',
    ],
    assign: ['Assign people and groups', 'Select **Add user/group**. Assign yourself too, for the test.'],
  },
}

export const oktaEn: SamlTexts = {
  ...common,
  summary: 'Okta Workforce Identity, for applications that use SAML',
  asking: 'Reading the metadata from Okta…',
  register_title: (vendor) => `Register ${vendor} in Okta`,
  register_lead: 'Four actions in the Okta Admin Console, in another window. Copying a value ticks it.',
  values_title: 'Enter the metadata address from Okta',
  values_lead: 'One address is enough. It is read as soon as you leave the field.',
  claims_lead: 'Okta sends only what you list. These names are understood by themselves.',
  access_lead: 'Okta decides who may open the app. Your groups decide what they may do in it.',
  actions: {
    open: ['Make a new app integration', 'Select **Create App Integration**, then **SAML 2.0**, then **Next**.'],
    name: ['Enter the name', null],
    urls: [
      'Enter both addresses',
      'Tick **Use this for Recipient URL and Destination URL**. Leave **Default RelayState** empty. **Name ID format**: **Persistent** or **EmailAddress**.',
    ],
    finish: [
      'Copy the metadata address',
      'Select **Next**, **I’m an Okta customer adding an internal app**, **Finish**. On the tab **Sign On**, under **SAML Signing Certificates**, select **Actions** > **View IdP metadata**, and copy the address of that page.',
    ],
    attributes: [
      'Add the attribute statements',
      'Under **Attribute Statements** add these names with their values `user.id`, `user.email`, `user.firstName`, `user.lastName`.',
    ],
    groups: ['Add the groups', 'Under **Group Attribute Statements** add `groups` with **Matches regex** and `.*`.'],
    assign: [
      'Assign people and groups',
      'On the tab **Assignments** select **Assign**. Assign yourself too, for the test.',
    ],
  },
}

export const googleEn: SamlTexts = {
  ...common,
  summary: 'Google Workspace, for applications that use SAML',
  asking: 'Reading the metadata…',
  register_title: (vendor) => `Register ${vendor} in Google Workspace`,
  register_lead: 'Four actions in the Google Admin console, in another window. Copying a value ticks it.',
  values_title: 'Upload the metadata from Google',
  values_lead: 'Upload the file that you downloaded. Google has no address for it.',
  claims_lead: 'Google sends only what you list. These names are understood by themselves.',
  access_lead: 'Google decides who may open the app. It can take a day until a change works everywhere.',
  actions: {
    open: ['Add a custom SAML app', 'Select **Add app**, then **Add custom SAML app**.'],
    name: ['Enter the name', null],
    metadata: ['Download the metadata', 'Select **Download metadata**, then **Continue**.'],
    urls: [
      'Enter both addresses',
      'Tick **Signed response**. **Name ID format**: **EMAIL**. **Name ID**: **Basic Information > Primary email**. Then **Continue**.',
    ],
    attributes: ['Add the attributes', 'Map **Primary email**, **First name** and **Last name** to these names.'],
    groups: [
      'Add the groups',
      'Under **Group membership** choose up to 75 groups, with the app attribute `groups`. Then **Finish**.',
    ],
    assign: [
      'Switch the app on',
      'Open **User access** and choose **ON for everyone**, or an organizational unit. Then **Save**.',
    ],
  },
}

export const samlEn: SamlTexts = {
  ...common,
  summary: 'Any identity provider with SAML 2.0: AD FS, Keycloak, Ping, OneLogin, Shibboleth and others',
  asking: 'Reading the metadata…',
  register_title: (vendor) => `Register ${vendor} at your identity provider`,
  register_lead: 'Make a new SAML application there, in another window. Copying a value ticks it.',
  values_title: 'Enter the metadata of your identity provider',
  values_lead: 'Its address or its file is enough. It is read as soon as you leave the field.',
  claims_lead:
    'These names are understood by themselves. Your identity provider may use others: change the mapping then.',
  access_lead: 'Your identity provider decides who may open the app. Your groups decide what they may do in it.',
  actions: {
    open: ['Make a new SAML application', 'Most identity providers take our metadata address and fill in the rest.'],
    name: ['Enter the name', null],
    urls: ['Enter both addresses', 'The binding is **POST**. Add no slash at the end.'],
    signing: [
      'Sign with RSA-SHA256',
      'Sign the assertion, the response or both. Send a persistent NameID, or the email.',
    ],
    adfs: [
      'AD FS: add a relying party trust',
      'Select **Add Relying Party Trust** > **Claims aware** and enter our metadata address. Then **Edit Claim Issuance Policy**: **Send LDAP Attributes as Claims** with email, given name, surname and the Name ID.',
    ],
    keycloak: [
      'Keycloak: create a client',
      'Select **Clients** > **Create client** > **SAML**, with our entity ID as **Client ID** and our ACS as **Valid redirect URIs**. Set **Name ID format** to **persistent**, and **Sign assertions** on. Under **Keys** set **Client signature required** off. In the scope of the roles set **Single Role Attribute** on.',
    ],
    attributes: ['Add the attributes', 'Send email, first name and last name under these names.'],
    groups: ['Add the groups', 'Send an attribute `groups` with the names or ids of the groups of a person.'],
    assign: [
      'Assign people and groups',
      'If your identity provider lists who may use an application, add them there. Add yourself too, for the test.',
    ],
  },
}
