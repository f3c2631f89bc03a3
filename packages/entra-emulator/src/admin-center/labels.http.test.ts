/**
 * The labels that published instructions of vendors print for Entra, as printed, with the page where each must stand.
 * docs/guides/entra-admin-center.md lists those that differ.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../../test/admin-center.ts'
import { textOf } from '../../test/browser.ts'
import { cid, contoso } from '../../test/contoso.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

const app = `/app-registrations/${cid}`
const enterprise = `/enterprise-apps/${cid}`
const samlId = 'aa11bb22-cc33-4d44-8e55-ff6677889900'
const samlApp = `/enterprise-apps/${samlId}`

const printed: readonly { readonly path: string; readonly labels: readonly string[] }[] = [
  { path: '', labels: ['Identity', 'Applications', 'App registrations', 'Enterprise applications', 'Entra ID'] },
  { path: '/app-registrations', labels: ['New registration', 'Owned applications', 'All applications'] },
  {
    path: '/app-registrations/new',
    labels: [
      'Name',
      'Supported account types',
      'Accounts in this organizational directory only (',
      'Single tenant)',
      'Accounts in any organizational directory (Any Microsoft Entra ID tenant - Multitenant)',
      'Redirect URI',
      'Web',
      'Register',
    ],
  },
  { path: app, labels: ['Overview', 'Application (client) ID', 'Directory (tenant) ID', 'Endpoints', 'Manage'] },
  {
    path: `${app}/endpoints`,
    labels: [
      'OAuth 2.0 authorization endpoint (v2)',
      'OAuth 2.0 token endpoint (v2)',
      'OpenID Connect metadata document',
    ],
  },
  {
    path: `${app}/authentication`,
    labels: [
      'Authentication',
      'Front-channel logout URL',
      'ID tokens',
      'Access tokens',
      'Allow public client flows',
      'Yes',
    ],
  },
  {
    path: `${app}/certificates-and-secrets?add=secret`,
    labels: [
      'Certificates & secrets',
      'Client secrets',
      'New client secret',
      'Description',
      'Expires',
      '730 days (24 months)',
      'Add',
      'Value',
      'Secret ID',
    ],
  },
  { path: `${app}/certificates-and-secrets?tab=certificates`, labels: ['Certificates', 'Upload certificate'] },
  {
    path: `${app}/certificates-and-secrets?tab=federated-credentials&add=credential`,
    labels: [
      'Federated credentials',
      'Add credential',
      'Other issuer',
      'Issuer',
      'Subject identifier',
      'Name',
      'Audience',
      'Add',
    ],
  },
  {
    path: `${app}/token-configuration?add=optional-claim`,
    labels: [
      'Token configuration',
      'Add optional claim',
      'Token type',
      'ID',
      'email',
      'family_name',
      'given_name',
      'upn',
      'xms_edov',
      'Add',
    ],
  },
  {
    path: `${app}/token-configuration?add=groups-claim`,
    labels: [
      'Add groups claim',
      'Security groups',
      'Groups assigned to the application',
      'Group ID',
      'sAMAccountName',
      'Add',
    ],
  },
  {
    path: `${app}/api-permissions`,
    labels: ['API permissions', 'Add a permission', 'Grant admin consent for Contoso', 'Sign in and read user profile'],
  },
  { path: `${app}/api-permissions?add=permission`, labels: ['Microsoft Graph', 'My APIs'] },
  {
    path: `${app}/api-permissions?add=permission&api=00000003-0000-0000-c000-000000000000`,
    labels: ['Delegated permissions', 'Application permissions'],
  },
  {
    path: `${app}/expose-an-api`,
    labels: ['Expose an API', 'Application ID URI', 'Add a scope', 'Add a client application'],
  },
  {
    path: `${app}/app-roles?add=role`,
    labels: [
      'App roles',
      'Create app role',
      'Display name',
      'Allowed member types',
      'Users/Groups',
      'Value',
      'Description',
      'Apply',
    ],
  },
  {
    path: `${app}/manifest`,
    labels: ['Manifest', 'requestedAccessTokenVersion', 'acceptMappedClaims', 'optionalClaims'],
  },
  { path: '/enterprise-apps', labels: ['Enterprise applications', 'New application'] },
  {
    path: '/enterprise-apps/new?create=1',
    labels: [
      'Create your own application',
      "Register an application to integrate with Microsoft Entra ID (App you're developing)",
      "Integrate any other application you don't find in the gallery (Non-gallery)",
    ],
  },
  {
    path: `${enterprise}/properties`,
    labels: ['Manage', 'Properties', 'Assignment required?', 'Visible to users?', 'Yes', 'Save'],
  },
  { path: `${enterprise}/users-and-groups`, labels: ['Users and groups', 'Add user/group'] },
  { path: `${enterprise}/users-and-groups/add`, labels: ['Select a role', 'Assign'] },
  { path: `${enterprise}/permissions`, labels: ['Security', 'Permissions', 'Grant admin consent for Contoso'] },
  {
    path: `${enterprise}/single-sign-on`,
    labels: ['Single sign-on', 'App registrations experience', 'Attributes & Claims'],
  },
  {
    path: `${samlApp}/single-sign-on?edit=basic`,
    labels: [
      'SAML-based Sign-on',
      'Set up Single Sign-On with SAML',
      'Basic SAML Configuration',
      'Edit',
      'Identifier (Entity ID)',
      'Reply URL (Assertion Consumer Service URL)',
      'Sign on URL (Optional)',
      'Relay State (Optional)',
      'Logout Url (Optional)',
      'Save',
      'Attributes & Claims',
      'Unique User Identifier',
      'SAML Certificates',
      'Token signing certificate',
      'App Federation Metadata Url',
      'Certificate (Base64)',
      'Certificate (Raw)',
      'Federation Metadata XML',
      'Download',
      'Verification certificates (optional)',
      'Set up SAML application',
      'Login URL',
      'Microsoft Entra Identifier',
      'Logout URL',
      'Test single sign-on with SAML application',
      'Test',
      'Token encryption',
    ],
  },
  {
    path: `${samlApp}/single-sign-on?edit=claims`,
    labels: ['Add new claim', 'Add a group claim', 'Unique User Identifier (Name ID)'],
  },
  {
    path: `${samlApp}/single-sign-on?edit=group-claim`,
    labels: ['Group Claims', 'Security groups', 'Groups assigned to the application', 'Source attribute', 'Save'],
  },
  {
    path: `${samlApp}/single-sign-on?edit=certificate`,
    labels: [
      'New Certificate',
      'Signing Option',
      'Sign SAML assertion',
      'Sign SAML response',
      'Sign SAML response and assertion',
      'Signing Algorithm',
      'SHA-256',
      'SHA-1',
    ],
  },
  { path: `${samlApp}/token-encryption`, labels: ['Import Certificate'] },
  { path: '/consent-and-permissions', labels: ['Consent and permissions', 'User consent settings'] },
]

describe('the labels of published instructions', () => {
  let emulator: Emulator
  let desk: Desk
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
    const added = { appId: samlId, displayName: 'SAML application', saml: {} }
    await emulator.admin('POST', '/tenants/contoso.example/applications', added)
    desk = await openDesk(emulator.url, { name: 'ada@contoso.example', password: 'ada-password' })
  })
  afterAll(() => emulator.close())

  it.each(printed)('stand on the page "$path" as printed', async ({ path, labels }) => {
    const text = textOf(await desk.at(path))
    expect(labels.filter((label) => !text.includes(label))).toEqual([])
  })

  it('stand in the form “Add a scope” as printed', async () => {
    const uri = await desk.fill(`${app}/expose-an-api?add=scope`, 'Save and continue')
    const text = textOf(uri)
    const labels = [
      'Scope name',
      'Who can consent?',
      'Admins and users',
      'Admin consent display name',
      'Admin consent description',
      'State',
      'Enabled',
      'Add scope',
    ]
    expect(labels.filter((label) => !text.includes(label))).toEqual([])
  })

  it('stand in the question about claims as printed', async () => {
    const asked = await desk.fill(`${app}/token-configuration?add=optional-claim`, 'Add', {
      'claim:email': '1',
      'claim:given_name': '1',
    })
    expect(textOf(asked)).toContain('Turn on the Microsoft Graph email, profile permission')
  })
})
