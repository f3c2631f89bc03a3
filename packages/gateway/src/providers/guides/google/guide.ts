/** The guide of Google Workspace. https://developers.google.com/identity/openid-connect/openid-connect */
import type { SetupGuide } from '@gatehouse-sso/sdk/contract/setup-guide'
import {
  action,
  code,
  copiedSecret,
  field,
  type GuideValues,
  step,
  usualScopes,
  type WriteGuide,
  words,
} from '../guide.ts'
import { de as plainDe } from '../oidc/de.ts'
import { en as plainEn } from '../oidc/en.ts'
import { attributesOf } from '../oidc/guide.ts'
import { de } from './de.ts'
import { en, type GoogleTexts } from './en.ts'

export const googleSummary = { en: en.summary, de: de.summary }

const place = 'Google Cloud console'
const clients = 'https://console.cloud.google.com/auth/clients'

export const googleGuide: WriteGuide = (language, values) => {
  const [t, plain] = language === 'de' ? [de, plainDe] : [en, plainEn]
  return {
    short_name: 'Google',
    company: 'Google',
    checked_on: '2026-11-18',
    steps: stepsOf(t, values),
    fields: [
      field('client_id', 'text', t.client_label, t.client_note, t.asking),
      field('hosted_domains', 'list', t.domains_label, t.domains_note, t.asking),
    ],
    fields_drawing: null,
    credentials: [copiedSecret(t)],
    attributes: attributesOf(plain).filter(
      ({ attribute }) => attribute !== 'groups' && attribute !== 'preferred_username',
    ),
    has_consent: false,
    usual_codes: [],
    security: {
      scopes: usualScopes(plain),
      domains: ['accounts.google.com', 'oauth2.googleapis.com', 'www.googleapis.com', 'openidconnect.googleapis.com'],
    },
  }
}

function stepsOf(t: GoogleTexts, { vendor, application_name, redirect_uri }: GuideValues): SetupGuide['steps'] {
  return [
    step('register', {
      title: t.register_title(vendor),
      lead: t.register_lead,
      minutes: 2,
      next: t.register_next,
      place,
      actions: [
        action('audience', t.audience, {
          path: ['Google Auth Platform', 'Audience'],
          text: t.audience_text,
          link: { label: t.open_console, url: 'https://console.cloud.google.com/auth/audience' },
        }),
        action('open', t.open, {
          path: ['Google Auth Platform', 'Clients', 'Create client'],
          old_path: ['APIs & Services', 'Credentials', 'Create credentials', 'OAuth client ID'],
          text: t.open_text,
          link: { label: t.open_console, url: clients },
        }),
        action('name', t.name, { copy: [words(t.name_label, application_name)] }),
        action('redirect_uri', t.uri, { text: t.uri_text, copy: [code(t.uri_label, redirect_uri)] }),
      ],
    }),
    step('values', { title: t.values_title, lead: t.values_lead, minutes: 2, next: t.values_next, place }),
    step('claims', { title: t.claims_title, lead: t.claims_lead, minutes: 1, next: t.claims_next, place }),
    step('access', {
      title: t.access_title,
      lead: t.access_lead,
      minutes: 1,
      next: t.access_next,
      place,
      actions: [
        action('restrict', t.restrict, {
          path: ['Security', 'Access and data control', 'API controls'],
          text: t.restrict_text,
        }),
      ],
    }),
  ]
}
