/** The texts of the Entra guide in English. Entra's own words are `**strong**`. de.ts has the same keys. */
export const en = {
  summary: 'Work and school accounts of Microsoft 365 and Azure',
  open_center: 'Open Entra admin center',
  checked: (day: string) =>
    `Drawn after the Entra admin center, checked on ${day}. The numbers are those of the actions.`,
  day: '18 November 2026',
  asking: 'Asking Microsoft…',

  register_title: (vendor: string) => `Register ${vendor} in Entra`,
  register_lead: 'Five actions in the Entra admin center, in another window. Copying a value ticks it.',
  register_next: 'Continue to values',
  register_open: 'Open the form for a new registration',
  register_name: 'Enter the name',
  register_name_label: 'Name',
  register_name_note: 'Your colleagues see it when Microsoft asks for their consent.',
  register_types: 'Choose who the app is for',
  register_types_text:
    'Under **Supported account types** keep **Accounts in this organizational directory only (Single tenant)**. It keeps everybody else out.',
  register_uri: 'Enter the redirect URI',
  register_uri_text: 'Choose the platform **Web**, then paste this address.',
  register_uri_label: 'Redirect URI',
  register_submit: 'Select Register',
  register_submit_text:
    "Entra opens the app's **Overview** page. Leave it open: the next step needs two values from it.",
  register_drawing: 'The form Register an application, with the name, the account type and the redirect URI marked',
  types_drawing: 'Accounts in this organizational directory only (Single tenant)',
  az_note: 'The command prints the application ID. `az account show` prints the tenant ID.',
  terraform_note: 'It needs the provider hashicorp/azuread, version 3 or later.',

  values_title: 'Enter the values from Entra',
  values_lead: 'Paste each one as it is. It is checked with Microsoft as soon as you leave the field.',
  values_next: 'Continue to claims',
  values_drawing: 'The page Overview of the app, with Application (client) ID and Directory (tenant) ID marked',
  values_caption: "Both are on the app's Overview page. The Object ID between them is something else.",
  tenant_note: 'Only accounts of this directory will be accepted.',
  client_note: 'Microsoft confirms it together with the secret.',
  discovery_label: 'OpenID Connect metadata document',
  discovery_note: 'Instead of the directory ID, from the page **Endpoints** of the app.',
  authorization_label: 'OAuth 2.0 authorization endpoint (v2)',
  token_label: 'OAuth 2.0 token endpoint (v2)',
  endpoint_note: 'Instead of the directory ID: both endpoints, from the page **Endpoints** of the app.',

  secret_title: 'Client secret',
  secret_text:
    'You create it in Entra and paste it here. It expires after 24 months at most, and somebody has to renew it.',
  secret_open: 'Open the form for a new secret',
  secret_open_text: 'On the page of the app, on the tab **Client secrets**.',
  secret_description: 'Enter the description and choose when it expires',
  secret_description_label: 'Description',
  secret_add: 'Select Add, then copy the Value at once',
  secret_add_text: 'Copy the column **Value**, not **Secret ID**. Entra shows it only until you leave the page.',
  secret_forbidden: 'Does Entra refuse it because of a policy? Choose "No secret" instead: it works there.',
  secret_drawing: 'The list of client secrets: the column Value is right, the column Secret ID is wrong',
  secret_caption: 'The Value and the Secret ID stand side by side.',
  secret_value: 'Value of the client secret',
  copy_this: 'Copy this',
  not_this: 'Not this',
  months: (count: number) => `${count} months`,

  certificate_title: 'Certificate',
  certificate_text:
    'Made here; you upload its public part to Entra. The private key never travels. Renewed every two years.',
  certificate_download: 'Download the certificate',
  certificate_download_text: 'It is the public part. The private key stays here.',
  certificate_upload: 'Upload it to the app',
  certificate_upload_text: 'On the tab **Certificates** select **Upload certificate**, choose the file, then **Add**.',
  certificate_compare: 'Compare the thumbprint',
  certificate_compare_text: 'Entra shows it in the list, as it stands here.',

  federated_title: 'No secret',
  federated_text: (vendor: string) =>
    `You copy three values into Entra, which then trusts ${vendor}'s own signature. Nothing to leak, nothing expires.`,
  federated_open: 'Open the form for a federated credential',
  federated_open_text: 'On the tab **Federated credentials** select **Add credential**.',
  federated_scenario: 'Choose the scenario Other issuer',
  federated_scenario_text: 'Under **Federated credential scenario** choose **Other issuer**.',
  federated_values: 'Copy the values',
  federated_name: 'Name',
  federated_audience_note: 'Entra has filled it in already.',
  federated_add: 'Select Add',
  federated_add_text: 'Entra needs some minutes to know it.',

  claims_title: 'Choose what Entra sends',
  claims_lead: 'Without these, names, email and groups do not arrive.',
  claims_next: 'Continue to access',
  claims_optional: 'Add the optional claims',
  claims_optional_text:
    'Select **Add optional claim**, token type **ID**, and tick **email**, **family_name**, **given_name**, **upn**, **login_hint** and **sid**. Then select **Add**.',
  claims_graph: 'Allow the Graph permissions',
  claims_graph_text: 'If Entra asks, tick **Turn on the Microsoft Graph email, profile permission**, then **Add**.',
  claims_groups: 'Add the groups',
  claims_groups_text:
    'Select **Add groups claim**. Choose **Groups assigned to the application**, or **Security groups** in a small directory. Under **ID** choose **Group ID**.',
  claims_groups_note:
    'Entra sends 200 groups of a person at most. For a person in more it sends none, unless only assigned groups are sent.',
  claims_drawing: 'The page Token configuration with its two buttons marked',
  claims_caption: 'Both buttons stand above the list of claims.',

  access_title: 'Choose who gets in',
  access_lead: 'Entra decides who may open the app. Your groups decide what they may do in it.',
  access_next: 'Continue to the test',
  access_required: 'Decide whether everybody gets in',
  access_required_text:
    'Set **Assignment required?** to **Yes**, then **Save**, to let in only the people you assign. With **No** everybody of your directory gets in.',
  access_assign: 'Assign people and groups',
  access_assign_text:
    'Select **Add user/group** and choose them. Assign yourself too, for the test. Nested groups do not count.',
  access_consent: 'Grant admin consent',
  access_consent_text:
    'Select **Grant admin consent for** your directory, then **Yes**. Then nobody is asked for it at the first sign-in.',
  access_drawing: 'The page Users and groups of the enterprise application, with Add user/group marked',
  access_caption: 'Enterprise applications have a menu of their own, apart from App registrations.',

  email_label: 'Email',
  name_label: 'Name',
  given_name_label: 'First name',
  family_name_label: 'Last name',
  username_label: 'User name',
  groups_label: 'Groups',
  roles_label: 'App roles',
  identifier_label: 'Identifier',
  identifier_note: 'The object ID of the person. It never changes, whatever the email does.',

  scope_openid: 'Says who signs in',
  scope_profile: 'Name and user name',
  scope_email: 'Email address',

  code_50011: 'The redirect URI does not match',
  code_50105: 'The person is not assigned to the app',
  code_65001: 'Nobody has consented',
  code_90094: 'An administrator must consent',
  code_700016: 'The application was not found',
  code_50020: 'The account is of another directory',
  code_53003: 'Conditional Access blocks the sign-in',
}

export type EntraTexts = typeof en
