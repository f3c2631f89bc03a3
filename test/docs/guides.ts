/** The guide of each provider: prose from here, settings, claims and error codes from the provider's file. */
import { providers } from '../../packages/gateway/src/providers/index.ts'
import type { Provider } from '../../packages/gateway/src/providers/provider.ts'
import { settingsFields } from '../../packages/gateway/src/providers/settings-fields.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|')

function settingsTable(provider: Provider): string {
  const rows = settingsFields(provider).map(({ name, required, description, example, choices, default: value }) => {
    const takes = choices.length > 0 ? ` One of ${choices.map((choice) => `\`${choice}\``).join(', ')}.` : ''
    const shown = typeof example === 'string' ? example : JSON.stringify(example)
    const need = required ? 'needed' : value === undefined ? 'optional' : `default \`${String(value)}\``
    return `| \`${name}\` | ${need} | ${cell(description)}.${takes} | \`${cell(shown)}\` |`
  })
  return `| setting | | where to find it | looks like |\n| --- | --- | --- | --- |\n${rows.join('\n')}`
}

function claimsTable({ default_mapping }: Provider): string {
  const rows = Object.entries(default_mapping).map(
    ([attribute, paths]) => `| \`${attribute}\` | ${(paths ?? []).map((path) => `\`${path}\``).join(', then ')} |`,
  )
  return `| attribute | claim |\n| --- | --- |\n${rows.join('\n')}`
}

/** One row for each code of an identity provider that Gatehouse explains. */
export function hintsTable(provider: Provider): string {
  const rows = provider.explained_codes.flatMap((code) => {
    const hint = provider.explain(sample, code, 'en')
    if (!hint) return []
    const { who, cause, what, where } = hint
    return [`| \`${code}\` | ${cell(cause)} | ${who} | ${cell(what)} | ${cell(where)} |`]
  })
  return `| code | what happened | who acts | what to do | where |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}`
}

/** Settings whose ids stand in no table. */
const sample = { tenant_id: '', client_id: '', cloud: 'public' }

const printed = (file: string): string =>
  `<!-- Printed by \`npm run generate\` from packages/gateway/src/providers/${file} and test/docs/guides.ts. -->`

const inClone = 'In a clone, write `./node_modules/.bin/gatehouse` for `gatehouse`.'

/** @param example a setting and a value for it, as the command line takes them */
const endingsOf = (
  example: { readonly set: string; readonly unset: string },
  secrets: string,
): string => `## Change it later

\`\`\`sh
gatehouse connections update conn_… --settings ${example.set}
gatehouse connections update conn_… --settings ${example.unset}
\`\`\`

Members that you leave out stay as they are, and \`:=null\` removes one. Settings and mapping of an active connection do
not change at once: they wait in its \`candidate\`, and people go on signing in with the old ones. Test the candidate by a
sign-in, then activate it:

\`\`\`sh
gatehouse connections test-candidate conn_…      # prints a link; open it and sign in
gatehouse connections activate-candidate conn_…
gatehouse connections rollback conn_…            # restores the settings before, should you need them
\`\`\`

A test creates no user and no session. Its page and its record (\`gatehouse signins show\`) have the claims, the mapped
values and the role. If you have no account at the identity provider, send the link to somebody who has one. For a draft,
\`gatehouse connections arm\` does without a link: the first successful sign-in of the organization tests and activates it.

${secrets}Removal at the identity provider takes effect at the
next sign-in, or sooner: [removal](removal.md).

## When a sign-in fails

\`gatehouse signins list --state failed\` lists the attempts, also those that never came back. Failed tests have a state of
their own: \`--state test_failed\`. \`gatehouse signins show\` shows every step of one, what was expected and received, who
must act and on which page. The reference on an error page is the id of the sign-in.`

const endings = endingsOf(
  { set: `scopes:='["openid", "profile", "email"]'`, unset: 'scopes:=null' },
  `The second client secret of a connection waits
until \`gatehouse credentials activate\` has tried it, so you can change secrets without an interruption. Instead of a secret
a connection may have a certificate: [credentials](credentials.md). `,
)

const samlEndings = endingsOf({ set: 'name_id_format=persistent', unset: 'name_id_format:=null' }, '')

function entraGuide(provider: Provider): string {
  return `${printed('entra.ts')}

# Microsoft Entra ID

A connection of type \`entra_oidc\` signs the people of one customer in through their Entra tenant. An administrator of
the customer needs the role Cloud Application Administrator or higher, and about ten minutes.

## Set it up

${inClone}

1. **Create the connection** as a draft. Its \`redirect_uri\` is needed in the next step.

   \`\`\`sh
   gatehouse connections create --organization-id org_… --type entra_oidc
   \`\`\`

2. **Register the application.** Entra admin center > App registrations > New registration. Choose "Accounts in this
   organizational directory only". As the name take \`suggested_application_name\`, if the connection has one. Under Redirect URI choose Web and paste \`redirect_uri\` exactly. The Overview page then
   shows the two IDs:

   \`\`\`sh
   gatehouse connections update conn_… \\
     --settings tenant_id=8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b \\
     --settings client_id=0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9
   \`\`\`

3. **Create a client secret.** Certificates & secrets > New client secret. Copy the column **Value**, not the Secret ID.
   Entra shows it only once.

   \`\`\`sh
   gatehouse credentials create conn_… --client-secret-file secret.txt --not-after 2028-11-21T00:00:00Z
   \`\`\`

   Gatehouse tries the secret at once and says in \`trial\` what Entra answered.
4. **Let Entra send the claims.** Token configuration > Add optional claim > ID > \`email\`, \`xms_edov\`. For groups: Add
   groups claim > Groups assigned to the application, and send the object ids. Entra puts at most 200 groups into a
   token. To sign in people with more, let Gatehouse read them from Microsoft Graph: API permissions > Add a permission >
   Microsoft Graph > Application permissions > \`GroupMember.Read.All\`, then Grant admin consent. Instead, the setting
   \`scopes\` may also ask for \`User.Read\`: then Gatehouse reads the groups with the person's own token.
5. **Let an administrator consent**, so that nobody is asked and permissions of the application itself count. Add
   \`consent_redirect_uri\` of the connection as a second redirect URI, and send the link to the administrator.

   \`\`\`sh
   gatehouse connections consent conn_…
   gatehouse connections consent conn_… --permissions all
   \`\`\`

   The first asks for the scopes of the connection, the second for everything under API permissions. The administrator
   accepts, then signs in once; \`consent\` of the connection has the result. "Grant admin consent" in the Entra admin
   center does the same: the next sign-in that comes through shows it.
6. **Assign people.** Enterprise apps > your app > Users and groups, if "Assignment required" is on. Members of nested
   groups do not count.
7. **Check it.** Every value is looked at live, without a person: also whether Entra knows the redirect URI.

   \`\`\`sh
   gatehouse connections check conn_…
   \`\`\`

8. **Switch it on.**

   \`\`\`sh
   gatehouse connections activate conn_…
   \`\`\`

## Settings

${settingsTable(provider)}

A tenant that is given as \`organizations\` or \`common\` needs \`allowed_tenants\`, because otherwise every Entra tenant of the
world could sign in. Gatehouse recognises tenant ID and client ID that were swapped.

## Claims

${claimsTable(provider)}

[Claims](claims.md) says how to map others. A person is recognised by tenant and object id (\`tid\` and \`oid\`), never by
the email. An email counts as verified only if Entra says that the tenant owns its domain (\`xms_edov\`).

## Codes of Entra

Gatehouse reads these codes in Entra's answers and says what to do, on the page, in the record and in the log. Some stand on
Microsoft's own page and never come back: paste the text of that page into \`gatehouse connections explain\`.
[Errors](../errors.md#codes-of-microsoft-entra-id) lists all ${provider.explained_codes.length}.

${endings}
`
}

function oidcGuide(provider: Provider): string {
  return `${printed('oidc.ts')}

# Any OpenID Connect provider

A connection of type \`oidc\` works with every provider that publishes a configuration document (OpenID Connect Discovery):
Keycloak, authentik, Okta, Auth0, ADFS and others. For the screens of [Ping](ping.md), [JumpCloud](jumpcloud.md),
[OneLogin](onelogin.md) and [Duo](duo.md) there are pages of their own. Providers that send their errors, groups or keys in other ways
are read as they are; the [errors](../errors.md) name what is missing.

## Set it up

${inClone}

1. **Create the connection as a draft** to get its redirect URI.

   \`\`\`sh
   gatehouse connections create --organization-id org_… --type oidc \\
     --settings discovery_url=https://idp.example/realms/acme/.well-known/openid-configuration \\
     --settings client_id=gatehouse
   \`\`\`

2. **Register a client at the identity provider**: confidential, authorization code flow, with \`redirect_uri\` of the
   connection exactly. PKCE with S256 may be required.
3. **Add the client secret and switch the connection on.**

   \`\`\`sh
   gatehouse credentials create conn_… --client-secret-file secret.txt
   gatehouse connections activate conn_…
   \`\`\`

## Settings

${settingsTable(provider)}

The document at \`discovery_url\` must name exactly the expected issuer, and then every token must. If the failure
\`discovery_issuer_mismatch\` shows another value, copy it into \`issuer\`.

## Claims

${claimsTable(provider)}

[Claims](claims.md) says how to map others, for instance \`realm_access.roles\` of Keycloak. A person is recognised by the
issuer and \`sub\` in this connection, never by the email. \`email_verified\` alone does not prove an email: its domain must
be a verified domain of the organization too.

${endings}
`
}

/** Path from the root of the repository → text. */
/** The steps of a guide, as the setup portal shows them: the same source (O4). */
function portalSteps({ guide }: Provider): string {
  const values = {
    application_name: 'the name of your product',
    vendor: 'your product',
    redirect_uri: 'redirect_uri of the connection',
    consent_redirect_uri: null,
    frontchannel_logout_uri: null,
    settings: {},
    saml: {
      sp_entity_id: 'saml.sp_entity_id of the connection',
      slo_url: 'saml.slo_url of the connection',
      metadata_url: 'saml.metadata_url of the connection',
    },
    federation: null,
  }
  const { steps, credentials } = guide('en', values)
  const lines = [...steps.flatMap(({ actions }) => actions), ...(credentials[0]?.actions ?? [])].map((action) => {
    const path = action.path === null ? '' : ` ${action.path.join(' > ')}.`
    const copied = action.copy.map(({ label, value }) => ` ${label}: \`${value}\`.`).join('')
    return `- **${action.title}.**${path}${action.text === null ? '' : ` ${action.text}`}${copied}${action.note === null ? '' : ` ${action.note}`}`
  })
  return lines.join('\n')
}

/** The guide of a provider whose set-up the portal knows as a whole. */
function portalGuide(provider: Provider, file: string, about: string, create: string): string {
  return `${printed(file)}

# ${provider.name}

${about}

## Set it up

A customer's administrator does all of it in the setup portal, with every value to copy (\`gatehouse setup-links create\`).
${inClone} By hand:

\`\`\`sh
${create}
\`\`\`

${portalSteps(provider)}

Then add the secret, test, and switch the connection on:

\`\`\`sh
gatehouse credentials create conn_… --client-secret-file secret.txt
gatehouse connections test conn_…
gatehouse connections activate conn_…
\`\`\`

## Settings

${settingsTable(provider)}

## Claims

${claimsTable(provider)}

${endings}
`
}

const samlSteps = (provider: Provider): string => `### ${provider.name}

${portalSteps({ ...provider, guide: (language, values) => ({ ...provider.guide(language, values), credentials: [] }) })}`

/** One guide for all identity providers with SAML: the settings are the same. */
function samlGuide(entra: Provider, others: readonly Provider[], any: Provider): string {
  return `${printed('saml-settings.ts')}

# SAML 2.0

Connections of the types \`entra_saml\`, \`okta_saml\`, \`google_saml\` and \`saml\` sign the people of one customer in by SAML 2.0. Everything
after the assertion is the same as for OpenID Connect: mapping, groups and roles, provisioning, sessions, traces, test
sign-ins, candidates, logout. Where a customer can choose, choose OpenID Connect with Entra: it can go without anything that expires.

## Set it up

A customer's administrator does all of it in the setup portal (\`gatehouse setup-links create\`).
${inClone} By hand:

\`\`\`sh
gatehouse connections create --organization-id org_… --type entra_saml
gatehouse connections get conn_…      # \`saml\` has the entity ID and the addresses to register
gatehouse connections update conn_… --settings metadata_url='https://login.microsoftonline.com/…/federationmetadata.xml?appid=…'
gatehouse connections test conn_…
gatehouse connections activate conn_…
\`\`\`

An identity provider without a metadata address, such as Google, has a file: \`--settings metadata_xml="$(cat metadata.xml)"\`.

${[entra, ...others, any].map(samlSteps).join('\n\n')}

## Settings

${settingsTable(any)}

## Attributes

Attributes are read by their full name, or by their friendly name. An attribute with several values is a list. The NameID is the
attribute \`name_id\`, and an email NameID is \`name_id_email\` too.

With \`entra_saml\`:

${claimsTable(entra)}

With the others:

${claimsTable(any)}

## Who a person is

- With \`entra_saml\`, tenant and object ID: the same person by OpenID Connect and by SAML is one user.
- Else the entity ID and the NameID, within the connection. An email NameID is a name and proves no mailbox.
- \`subject_attribute\` names a person by an attribute instead, for instance \`id\` of Okta. A transient NameID needs it.

## More than 150 groups

Entra lists at most 150 groups in an assertion, and none beyond that. The group claim "Groups assigned to the application" keeps the
number small. Otherwise Gatehouse reads the groups from Microsoft Graph, if the application may:

1. Make a certificate for the connection: \`gatehouse credentials create conn_… --type certificate\`.
2. In the Entra admin center, App registrations > your app > Certificates & secrets > Certificates: upload it.
3. API permissions > Add a permission > Microsoft Graph > Application permissions > \`GroupMember.Read.All\`, then Grant admin consent.

The metadata address names the application (\`appid\`). Without one, set \`client_id\`. Until then the sign-in keeps the roles of the
last one, or is refused (\`on_incomplete_groups\`).

## Certificates

- The identity provider signs with one of \`certificates\`. Several may be valid at once, so that it can change.
- Its metadata is read each day. A new certificate is held (\`connection.metadata_held\`), and \`gatehouse connections check\` shows it. To take it
  over, enter the same address again, test the candidate and activate it:

\`\`\`sh
gatehouse connections update conn_… --settings metadata_url='https://login.microsoftonline.com/…/federationmetadata.xml?appid=…'
gatehouse connections test-candidate conn_…
gatehouse connections activate-candidate conn_…
\`\`\`

- Our own certificate is a credential (\`gatehouse credentials create conn_… --type certificate\`). It signs requests
  (\`sign_requests\`) and logout messages, and assertions may be encrypted for it. Two may be live, for a change without a gap.

## Logout

With \`upstream_logout\` a logout goes on to \`slo_url\`. The answer must name our request. A signature in it must be valid, and
Entra may leave it out. If the identity provider reports a failure, the last page says that only the session here has ended.

A signed logout request of the identity provider ends the sessions that it names (\`SessionIndex\`), or all of the person if it
names none. A request without a signature has no effect. Entra sends both under the name of its sign-in host.

## Tiles

A sign-in that begins at the identity provider is refused. With \`idp_initiated: restart\` it begins again at the
\`initiate_login_uri\` of the application. Or enter a sign-on URL at the identity provider, so that its tile begins here.
At a callback alias, which many connections may share, such a sign-in is always refused: nothing that is verified says for which
connection it is.

## Refused

Every message is checked against one strict profile: signatures over the assertion or the response with RSA-SHA256 or better, no
document types, comments or entities, one assertion, at most 256 KiB, 120 seconds of difference between clocks. Each failure
says what was expected and what came: see [errors](../errors.md). [Decision 0033](../decisions/0033-saml-connections.md) has the reasons.

${samlEndings}
`
}

export function guides(): Readonly<Record<string, string>> {
  const { entra_oidc, okta_oidc, google_oidc, oidc, entra_saml, okta_saml, google_saml, saml } = providers
  if (!entra_oidc || !okta_oidc || !google_oidc || !oidc) throw new Error('a provider has gone')
  if (!entra_saml || !okta_saml || !google_saml || !saml) throw new Error('a provider of SAML has gone')
  return {
    'docs/guides/entra.md': entraGuide(entra_oidc),
    'docs/guides/okta.md': portalGuide(
      okta_oidc,
      'okta.ts',
      'A connection of type `okta_oidc` signs the people of one customer in through their Okta organization.',
      'gatehouse connections create --organization-id org_… --type okta_oidc \\\n  --settings okta_domain=contoso.okta.com --settings client_id=0oa1b2c3d4e5f6g7h8i9',
    ),
    'docs/guides/google.md': portalGuide(
      google_oidc,
      'google.ts',
      'A connection of type `google_oidc` signs the people of one customer in through their Google Workspace. Only accounts of\nthe domains in `hosted_domains` are accepted: the claim `hd` of the ID token names the domain of an account.',
      'gatehouse connections create --organization-id org_… --type google_oidc \\\n  --settings \'hosted_domains:=["contoso.example"]\' --settings client_id=1234567890-abc123.apps.googleusercontent.com',
    ),
    'docs/guides/oidc.md': oidcGuide(oidc),
    'docs/guides/saml.md': samlGuide(entra_saml, [okta_saml, google_saml], saml),
  }
}
