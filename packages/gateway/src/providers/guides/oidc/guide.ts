/** The guide for any OpenID Connect provider: the same values, in the words that most of them use. */
import type { GuideCredential, GuideStep } from '@gatehouse-sso/sdk/contract/setup-guide'
import {
  action,
  code,
  copiedSecret,
  field,
  type GuideValues,
  logoutPageField,
  step,
  usualScopes,
  type WriteGuide,
  words,
} from '../guide.ts'
import { de } from './de.ts'
import { en, type OidcTexts } from './en.ts'

export const oidcSummary = { en: en.summary, de: de.summary }

export const oidcGuide: WriteGuide = (language, values) => {
  const t = language === 'de' ? de : en
  return {
    short_name: 'OpenID Connect',
    company: language === 'de' ? 'der Identitätsanbieter' : 'the identity provider',
    checked_on: '2026-11-18',
    steps: stepsOf(t, values),
    fields: [
      field('discovery_url', 'url', t.discovery_label, t.discovery_note, t.asking),
      field('client_id', 'text', t.client_label, t.client_note, t.asking),
      logoutPageField(t.logout_page_label, t.logout_page_note, t.asking),
    ],
    fields_drawing: null,
    credentials: credentialsOf(t),
    attributes: attributesOf(t),
    has_consent: false,
    usual_codes: [],
    security: {
      scopes: usualScopes(t),
      domains: hostsOf(values),
    },
  }
}

function hostsOf({ settings: { discovery_url } }: GuideValues): string[] {
  return typeof discovery_url === 'string' && URL.canParse(discovery_url) ? [new URL(discovery_url).host] : []
}

function stepsOf(t: OidcTexts, { application_name, redirect_uri, vendor }: GuideValues): GuideStep[] {
  return [
    step('register', {
      title: t.register_title(vendor),
      lead: t.register_lead,
      minutes: 2,
      next: t.register_next,
      place: null,
      actions: [
        action('open', t.register_open, { text: t.register_open_text }),
        action('name', t.register_name, { copy: [words(t.register_name_label, application_name)] }),
        action('redirect_uri', t.register_uri, { copy: [code(t.register_uri_label, redirect_uri)] }),
        action('flow', t.register_flow, { text: t.register_flow_text }),
      ],
    }),
    step('values', { title: t.values_title, lead: t.values_lead, minutes: 2, next: t.values_next, place: null }),
    step('claims', {
      title: t.claims_title,
      lead: t.claims_lead,
      minutes: 1,
      next: t.claims_next,
      place: null,
      actions: [action('groups', t.claims_groups, { text: t.claims_groups_text })],
    }),
    step('access', {
      title: t.access_title,
      lead: t.access_lead,
      minutes: 1,
      next: t.access_next,
      place: null,
      actions: [action('assign', t.access_assign, { text: t.access_assign_text })],
    }),
  ]
}

function credentialsOf(t: OidcTexts): GuideCredential[] {
  return [
    copiedSecret(t),
    {
      type: 'certificate',
      title: t.certificate_title,
      text: t.certificate_text,
      recommended: false,
      actions: [
        action('download', t.certificate_download),
        action('upload', t.certificate_upload, { text: t.certificate_upload_text }),
      ],
      drawing: null,
      validity: [],
    },
  ]
}

export function attributesOf(t: OidcTexts) {
  const row = (attribute: string, label: string, claims: string[], note: string | null = null) => ({
    attribute,
    label,
    claims,
    note,
  })
  return [
    row('identifier', t.identifier_label, ['sub'], t.identifier_note),
    row('email', t.email_label, ['email']),
    row('name', t.name_label, ['name']),
    row('given_name', t.given_name_label, ['given_name']),
    row('family_name', t.family_name_label, ['family_name']),
    row('preferred_username', t.username_label, ['preferred_username']),
    row('groups', t.groups_label, ['groups']),
  ]
}
