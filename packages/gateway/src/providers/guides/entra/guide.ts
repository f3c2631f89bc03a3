/**
 * The guide of Microsoft Entra ID. Entra renamed its menus in 2025: the new names stand first, the old ones below.
 * https://learn.microsoft.com/entra/identity-platform/quickstart-register-app
 */
import type { GuideStep } from '@gatehouse-sso/sdk/contract/setup-guide'
import {
  action,
  code,
  draw,
  field,
  type GuideValues,
  hclString,
  menu,
  shellWord,
  shortened,
  step,
  usualScopes,
  type WriteGuide,
  words,
} from '../guide.ts'
import { credentialsOf, place } from './credentials.ts'
import { de } from './de.ts'
import { type EntraTexts, en } from './en.ts'

const checked_on = '2026-11-18'

/** The admin center of the tenant's cloud. An origin of its own, such as the emulator's, has its own. */
function adminCenterOf({ cloud, authority_host }: GuideValues['settings']): string {
  if (cloud === 'us_government') return 'https://entra.microsoft.us/'
  if (cloud === 'china') return 'https://entra.microsoftonline.cn/'
  if (cloud === 'custom' && typeof authority_host === 'string') return `${authority_host}/admin-center`
  return 'https://entra.microsoft.com/'
}

export const entraSummary = { en: en.summary, de: de.summary }

export const entraGuide: WriteGuide = (language, values) => {
  const t = language === 'de' ? de : en
  return {
    short_name: 'Entra',
    company: 'Microsoft',
    checked_on,
    steps: [registerStep(t, values), valuesStep(t, values), claimsStep(t), accessStep(t)],
    fields: [
      field('tenant_id', 'guid', 'Directory (tenant) ID', t.tenant_note, t.asking),
      field('client_id', 'guid', 'Application (client) ID', t.client_note, t.asking),
      field('discovery_url', 'url', t.discovery_label, t.discovery_note, t.asking, {
        needed: false,
        instead: 'discovery_url',
      }),
      field('authorization_endpoint', 'url', t.authorization_label, t.endpoint_note, t.asking, {
        needed: false,
        instead: 'endpoints',
      }),
      field('token_endpoint', 'url', t.token_label, t.endpoint_note, t.asking, { needed: false, instead: 'endpoints' }),
    ],
    fields_drawing: {
      title: t.values_drawing,
      bar: place,
      menu: menu('Overview', null, 0, 4),
      parts: [
        draw.heading(values.application_name),
        draw.row('Display name', null),
        draw.row('Application (client) ID', 'b2d94e70-1c…', 2),
        draw.row('Object ID', null),
        draw.row('Directory (tenant) ID', '3f8a2c1e-7b…', 1),
        draw.row('Supported account types', null),
      ],
      caption: t.values_caption,
    },
    credentials: credentialsOf(t, values),
    attributes: attributesOf(t),
    has_consent: true,
    usual_codes: (['50011', '50105', '65001', '90094', '700016', '50020', '53003'] as const).map((number) => ({
      code: `AADSTS${number}`,
      title: t[`code_${number}`],
    })),
    security: {
      scopes: usualScopes(t),
      domains: ['login.microsoftonline.com', 'graph.microsoft.com', 'entra.microsoft.com'],
    },
  }
}

function registerStep(t: EntraTexts, values: GuideValues): GuideStep {
  const { application_name, redirect_uri, vendor } = values
  return step('register', {
    title: t.register_title(vendor),
    lead: t.register_lead,
    minutes: 2,
    next: t.register_next,
    place,
    actions: [
      action('open', t.register_open, {
        path: ['Entra ID', 'App registrations', 'New registration'],
        old_path: ['Identity', 'Applications', 'App registrations'],
        link: { label: t.open_center, url: adminCenterOf(values.settings) },
      }),
      action('name', t.register_name, {
        copy: [words(t.register_name_label, application_name)],
        note: t.register_name_note,
      }),
      action('account_types', t.register_types, { text: t.register_types_text }),
      action('redirect_uri', t.register_uri, {
        text: t.register_uri_text,
        copy: [code(t.register_uri_label, redirect_uri)],
      }),
      action('submit', t.register_submit, { text: t.register_submit_text }),
    ],
    drawing: {
      title: t.register_drawing,
      bar: place,
      menu: [],
      parts: [
        draw.crumb('App registrations'),
        draw.heading('Register an application', 1),
        draw.label('Name'),
        draw.input(application_name, 2),
        draw.label('Supported account types'),
        draw.choice(t.types_drawing, true, 3),
        draw.bars(60, 75, 40),
        draw.label('Redirect URI (optional)'),
        draw.input(shortened(redirect_uri), 4, 'Web'),
        draw.line(),
        draw.button('Register', 5),
      ],
      caption: t.checked(t.day),
    },
    code: [
      { id: 'az', label: 'Azure CLI', language: 'bash', code: azOf(values), note: t.az_note },
      { id: 'terraform', label: 'Terraform', language: 'hcl', code: terraformOf(values), note: t.terraform_note },
    ],
  })
}

/** The registration as a command, with the optional claims that the step Claims adds by hand. */
function azOf({ application_name, redirect_uri, consent_redirect_uri }: GuideValues): string {
  const uris = [redirect_uri, ...(consent_redirect_uri ? [consent_redirect_uri] : [])].map(shellWord)
  return [
    'az ad app create \\',
    `  --display-name ${shellWord(application_name)} \\`,
    '  --sign-in-audience AzureADMyOrg \\',
    `  --web-redirect-uris ${uris.join(' ')} \\`,
    `  --optional-claims ${shellWord(JSON.stringify({ idToken: optionalClaims.map((name) => ({ name })) }))} \\`,
    "  --query '{client_id:appId}'",
  ].join('\n')
}

const optionalClaims = ['email', 'family_name', 'given_name', 'upn', 'login_hint', 'sid']

function terraformOf({ application_name, redirect_uri, consent_redirect_uri }: GuideValues): string {
  const uris = [redirect_uri, ...(consent_redirect_uri ? [consent_redirect_uri] : [])].map(hclString)
  return [
    'resource "azuread_application" "sso" {',
    `  display_name            = ${hclString(application_name)}`,
    '  sign_in_audience        = "AzureADMyOrg"',
    '  group_membership_claims = ["ApplicationGroup"]',
    '',
    '  web {',
    `    redirect_uris = [${uris.join(', ')}]`,
    '  }',
    '',
    '  optional_claims {',
    ...optionalClaims.map((name) => `    id_token { name = ${hclString(name)} }`),
    '  }',
    '}',
    '',
    'resource "azuread_service_principal" "sso" {',
    '  client_id = azuread_application.sso.client_id',
    '}',
    '',
    'output "client_id" { value = azuread_application.sso.client_id }',
  ].join('\n')
}

function valuesStep(t: EntraTexts, _: GuideValues): GuideStep {
  return step('values', { title: t.values_title, lead: t.values_lead, minutes: 2, next: t.values_next, place })
}

function claimsStep(t: EntraTexts): GuideStep {
  return step('claims', {
    title: t.claims_title,
    lead: t.claims_lead,
    minutes: 1,
    next: t.claims_next,
    place,
    actions: [
      action('optional_claims', t.claims_optional, {
        path: ['App registrations', 'Token configuration', 'Add optional claim'],
        text: t.claims_optional_text,
      }),
      action('graph', t.claims_graph, { text: t.claims_graph_text }),
      action('groups', t.claims_groups, {
        path: ['Token configuration', 'Add groups claim'],
        text: t.claims_groups_text,
        note: t.claims_groups_note,
      }),
    ],
    drawing: {
      title: t.claims_drawing,
      bar: place,
      menu: menu('Token configuration', 1, 3, 3),
      parts: [
        draw.heading('Optional claims'),
        draw.button('Add optional claim', 1),
        draw.button('Add groups claim', 3),
        draw.line(),
        draw.bars(80, 65, 70),
      ],
      caption: t.claims_caption,
    },
  })
}

function accessStep(t: EntraTexts): GuideStep {
  return step('access', {
    title: t.access_title,
    lead: t.access_lead,
    minutes: 1,
    next: t.access_next,
    place,
    actions: [
      action('assignment_required', t.access_required, {
        path: ['Enterprise apps', 'Properties', 'Assignment required?'],
        old_path: ['Identity', 'Applications', 'Enterprise applications'],
        text: t.access_required_text,
      }),
      action('assign', t.access_assign, {
        path: ['Enterprise apps', 'Users and groups', 'Add user/group'],
        text: t.access_assign_text,
      }),
      action('consent', t.access_consent, {
        path: ['App registrations', 'API permissions', 'Grant admin consent'],
        text: t.access_consent_text,
      }),
    ],
    drawing: {
      title: t.access_drawing,
      bar: place,
      menu: menu('Users and groups', 2, 3, 3),
      parts: [draw.button('Add user/group', 2), draw.line(), draw.bars(70, 60, 75, 50)],
      caption: t.access_caption,
    },
  })
}

function attributesOf(t: EntraTexts) {
  const row = (attribute: string, label: string, claims: string[], note: string | null = null) => ({
    attribute,
    label,
    claims,
    note,
  })
  return [
    row('identifier', t.identifier_label, ['oid'], t.identifier_note),
    row('email', t.email_label, ['email']),
    row('name', t.name_label, ['name']),
    row('given_name', t.given_name_label, ['given_name']),
    row('family_name', t.family_name_label, ['family_name']),
    row('preferred_username', t.username_label, ['preferred_username', 'upn']),
    row('groups', t.groups_label, ['groups']),
    row('roles', t.roles_label, ['roles']),
  ]
}
