/** The texts of the Google guide in English. Google's own words are `**strong**`. de.ts has the same keys. */
export const en = {
  summary: 'Accounts of Google Workspace',
  asking: 'Asking Google…',
  register_title: (vendor: string) => `Register ${vendor} at Google`,
  register_lead: 'Four actions in the Google Cloud console, in another window. Copying a value ticks it.',
  register_next: 'Continue to values',
  open_console: 'Open Google Cloud console',
  audience: 'Keep other accounts out',
  audience_text:
    'Choose or make a project of your organization. On the page **Audience** set **User type** to **Internal**: then only your own accounts can sign in.',
  open: 'Open the form for a new client',
  open_text: 'Select **Create client**, then the application type **Web application**.',
  name: 'Enter the name',
  name_label: 'Name',
  uri: 'Enter the redirect URI, then select Create',
  uri_text: 'Under **Authorized redirect URIs** select **Add URI**. Leave **Authorized JavaScript origins** empty.',
  uri_label: 'Authorized redirect URIs',
  values_title: 'Enter the values from Google',
  values_lead: 'Paste each one as it is. It is checked as soon as you leave the field.',
  values_next: 'Continue to claims',
  client_label: 'Client ID',
  client_note: 'It ends in .apps.googleusercontent.com.',
  domains_label: 'Domains of your Google Workspace',
  domains_note: 'Only accounts of these domains will be accepted. Separate several by commas.',
  secret_title: 'Client secret',
  secret_text: 'Google shows it once, when the client is made; you paste it here. It has no end.',
  secret_copy: 'Copy the client secret',
  secret_copy_text:
    'Google shows it when you select **Create**, and only then. Later, add another one with **Add secret**.',
  claims_title: 'See what Google sends',
  claims_lead:
    'Name, email and picture come by themselves. Google sends no groups, so everybody gets the default role.',
  claims_next: 'Continue to access',
  access_title: 'Choose who gets in',
  access_lead: 'With the user type Internal everybody of your Google Workspace gets in.',
  access_next: 'Continue to the test',
  restrict: 'Let in only some people',
  restrict_text:
    'In the Admin console, **API controls** decides for each organizational unit whether the app is trusted. Skip this to let everybody in.',
}

export type GoogleTexts = typeof en
