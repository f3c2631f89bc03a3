/** The guide of Okta. https://developer.okta.com/docs/guides/create-an-app-integration */
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
import { en, type OktaTexts } from './en.ts'

export const oktaSummary = { en: en.summary, de: de.summary }

const place = 'Okta Admin Console'

export const oktaGuide: WriteGuide = (language, values) => {
  const [t, plain] = language === 'de' ? [de, plainDe] : [en, plainEn]
  return {
    short_name: 'Okta',
    company: 'Okta',
    checked_on: '2026-11-18',
    steps: stepsOf(t, values),
    fields: [
      field('okta_domain', 'host', t.domain_label, t.domain_note, t.asking),
      field('client_id', 'text', t.client_label, t.client_note, t.asking),
      field('authorization_server', 'text', t.server_label, t.server_note, t.asking, { needed: false }),
    ],
    fields_drawing: null,
    credentials: credentialsOf(t),
    attributes: attributesOf(plain),
    has_consent: false,
    usual_codes: [],
    security: {
      scopes: [...usualScopes(plain), { scope: 'groups', why: t.scope_groups }],
      domains: typeof values.settings.okta_domain === 'string' ? [values.settings.okta_domain] : ['*.okta.com'],
    },
  }
}

function stepsOf(t: OktaTexts, { vendor, application_name, redirect_uri, settings }: GuideValues): SetupGuide['steps'] {
  const console =
    typeof settings.okta_domain === 'string'
      ? `https://${settings.okta_domain.replace('.', '-admin.')}/admin/apps/active`
      : null
  return [
    step('register', {
      title: t.register_title(vendor),
      lead: t.register_lead,
      minutes: 2,
      next: t.register_next,
      place,
      actions: [
        action('open', t.open, {
          text: t.open_text,
          path: ['Applications', 'Applications', 'Create App Integration'],
          link: console === null ? null : { label: place, url: console },
        }),
        action('name', t.name, { copy: [words(t.name_label, application_name)] }),
        action('redirect_uri', t.uri, { text: t.uri_text, copy: [code(t.uri_label, redirect_uri)] }),
        action('assignments', t.assignments, { text: t.assignments_text }),
        action('save', t.save, { text: t.save_text }),
      ],
    }),
    step('values', { title: t.values_title, lead: t.values_lead, minutes: 2, next: t.values_next, place }),
    step('claims', {
      title: t.claims_title,
      lead: t.claims_lead,
      minutes: 1,
      next: t.claims_next,
      place,
      actions: [
        action('groups', t.groups, {
          path: ['Applications', 'Sign On', 'OpenID Connect ID Token'],
          text: t.groups_text,
          copy: [code(t.groups_regex, '.*')],
          note: t.groups_note,
        }),
      ],
    }),
    step('access', {
      title: t.access_title,
      lead: t.access_lead,
      minutes: 1,
      next: t.access_next,
      place,
      actions: [action('assign', t.assign, { path: ['Applications', 'Assignments', 'Assign'], text: t.assign_text })],
    }),
  ]
}

function credentialsOf(t: OktaTexts): SetupGuide['credentials'] {
  return [
    copiedSecret(t),
    {
      type: 'certificate',
      title: t.key_title,
      text: t.key_text,
      recommended: false,
      actions: [
        action('choose_key', t.key_choose, { text: t.key_choose_text }),
        action('add_key', t.key_add, { text: t.key_add_text }),
      ],
      drawing: null,
      validity: [],
    },
  ]
}
