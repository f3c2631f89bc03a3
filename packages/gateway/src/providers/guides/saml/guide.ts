/** The guides of SAML: Entra, Okta, Google, and any other. Their structure; the texts stand in en.ts and de.ts. */
import type { GuideAction, GuideStep, SetupGuide } from '@gatehouse-sso/sdk/contract/setup-guide'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import { entraAttributes, usualAttributes } from '../../saml-attributes.ts'
import { action, code, field, type GuideValues, logoutPageField, step, type WriteGuide, words } from '../guide.ts'
import { entraDe, googleDe, oktaDe, samlDe, sharedDe } from './de.ts'
import { entraEn, googleEn, oktaEn, samlEn, sharedEn } from './en.ts'
import type { SamlTexts, SharedSamlTexts } from './texts.ts'

export const entraSamlSummary = { en: entraEn.summary, de: entraDe.summary }
export const oktaSamlSummary = { en: oktaEn.summary, de: oktaDe.summary }
export const googleSamlSummary = { en: googleEn.summary, de: googleDe.summary }
export const samlSummary = { en: samlEn.summary, de: samlDe.summary }

/** An action: its id, its menu path, and what it has to copy. */
type Planned = readonly [id: string, parts?: Partial<Pick<GuideAction, 'path' | 'copy' | 'link'>>]

interface Plan {
  readonly short_name: string
  readonly company: string | null
  readonly place: string | null
  readonly texts: Readonly<Record<Language, SamlTexts>>
  readonly fields: 'address' | 'file' | 'any'
  readonly attributes: typeof usualAttributes
  register(values: GuideValues, shared: SharedSamlTexts): readonly Planned[]
  readonly claims: readonly Planned[]
  readonly access: readonly Planned[]
  readonly minutes: readonly [register: number, values: number, claims: number, access: number]
}

function guideOf(plan: Plan): WriteGuide {
  return (language, values) => {
    const t = plan.texts[language]
    const shared = language === 'de' ? sharedDe : sharedEn
    return {
      short_name: plan.short_name,
      company: plan.company ?? shared.company,
      checked_on: '2026-11-27',
      steps: stepsOf(plan, t, shared, values),
      fields: fieldsOf(plan.fields, t, shared),
      fields_drawing: null,
      credentials: [certificateOf(shared)],
      attributes: attributesOf(plan.attributes, shared),
      has_consent: false,
      usual_codes: [],
      security: { scopes: [], domains: hostsOf(values) },
    }
  }
}

function stepsOf(plan: Plan, t: SamlTexts, shared: SharedSamlTexts, values: GuideValues): GuideStep[] {
  const [register, of_values, claims, access] = plan.minutes
  const { place } = plan
  const actions = (planned: readonly Planned[]): GuideAction[] =>
    planned.map(([id, parts]) => action(id, t.actions[id]?.[0] ?? id, { text: t.actions[id]?.[1] ?? null, ...parts }))
  return [
    step('register', {
      title: t.register_title(values.vendor),
      lead: t.register_lead,
      minutes: register,
      next: t.register_next,
      place,
      actions: actions(plan.register(values, shared)),
    }),
    step('values', { title: t.values_title, lead: t.values_lead, minutes: of_values, next: t.values_next, place }),
    step('claims', {
      title: t.claims_title,
      lead: t.claims_lead,
      minutes: claims,
      next: t.claims_next,
      place,
      actions: actions(plan.claims),
    }),
    step('access', {
      title: t.access_title,
      lead: t.access_lead,
      minutes: access,
      next: t.access_next,
      place,
      actions: actions(plan.access),
    }),
  ]
}

/** Metadata by address, by file, or single values. */
function fieldsOf(way: Plan['fields'], { asking }: SamlTexts, t: SharedSamlTexts): SetupGuide['fields'] {
  const address = field('metadata_url', 'url', t.metadata_url_label, t.metadata_url_note, asking)
  const file = field('metadata_xml', 'metadata', t.metadata_label, t.metadata_note, asking)
  const single = [
    field('idp_entity_id', 'text', t.entity_label, t.entity_note, asking, { instead: 'values' }),
    field('sso_url', 'url', t.sso_label, t.sso_note, asking, { instead: 'values' }),
    field('certificates', 'certificate', t.certificates_label, t.certificates_note, asking, { instead: 'values' }),
  ]
  const first = way === 'file' ? [file, { ...address, instead: 'address' }] : [address, { ...file, instead: 'file' }]
  return [...first, ...single, logoutPageField(t.logout_page_label, t.logout_page_note, asking)]
}

function certificateOf(t: SharedSamlTexts): SetupGuide['credentials'][number] {
  return {
    type: 'certificate',
    title: t.certificate_title,
    text: t.certificate_text,
    recommended: false,
    actions: [action('upload', t.certificate_upload, { text: t.certificate_upload_text })],
    drawing: null,
    validity: [],
  }
}

function attributesOf(rules: typeof usualAttributes, t: SharedSamlTexts): SetupGuide['attributes'] {
  const row = (attribute: keyof typeof usualAttributes, label: string, note: string | null = null) => ({
    attribute,
    label,
    claims: [...(rules[attribute] ?? [])],
    note,
  })
  return [
    row('identifier', t.identifier_label, t.identifier_note),
    row('email', t.email_label),
    row('name', t.display_name_label),
    row('given_name', t.given_name_label),
    row('family_name', t.family_name_label),
    row('preferred_username', t.username_label),
    row('groups', t.groups_label),
  ]
}

function hostsOf({ settings: { sso_url } }: GuideValues): string[] {
  return typeof sso_url === 'string' && URL.canParse(sso_url) ? [new URL(sso_url).host] : []
}

const entityIdOf = ({ saml, redirect_uri }: GuideValues): string => saml?.sp_entity_id ?? redirect_uri
const sloOf = ({ saml }: GuideValues): string => saml?.slo_url ?? ''

export const entraSamlGuide = guideOf({
  short_name: 'Entra',
  company: 'Microsoft',
  place: 'Entra admin center',
  texts: { en: entraEn, de: entraDe },
  fields: 'address',
  attributes: entraAttributes,
  minutes: [3, 1, 1, 1],
  register: (values, t) => [
    [
      'open',
      {
        path: ['Entra ID', 'Enterprise apps', 'New application', 'Create your own application'],
        link: { label: 'Entra admin center', url: 'https://entra.microsoft.com' },
      },
    ],
    ['name', { copy: [words(t.name_label, values.application_name)] }],
    ['saml', { path: ['Enterprise apps', values.application_name, 'Single sign-on', 'SAML'] }],
    [
      'basic',
      {
        copy: [
          code('Identifier (Entity ID)', entityIdOf(values)),
          code('Reply URL (Assertion Consumer Service URL)', values.redirect_uri),
          code('Logout Url', sloOf(values)),
        ],
      },
    ],
    ['certificate'],
  ],
  claims: [['groups', { path: ['Single sign-on', 'Attributes & Claims', 'Add a group claim'] }]],
  access: [['assign', { path: ['Enterprise apps', 'Users and groups', 'Add user/group'] }]],
})

export const oktaSamlGuide = guideOf({
  short_name: 'Okta',
  company: 'Okta',
  place: 'Okta Admin Console',
  texts: { en: oktaEn, de: oktaDe },
  fields: 'address',
  attributes: usualAttributes,
  minutes: [3, 1, 1, 1],
  register: (values, t) => [
    ['open', { path: ['Applications', 'Applications', 'Create App Integration'] }],
    ['name', { copy: [words(t.name_label, values.application_name)] }],
    [
      'urls',
      {
        copy: [
          code('Single sign-on URL', values.redirect_uri),
          code('Audience URI (SP Entity ID)', entityIdOf(values)),
        ],
      },
    ],
    ['finish'],
  ],
  claims: [
    ['attributes', { copy: ['id', 'email', 'firstName', 'lastName'].map((name) => code('Name', name)) }],
    ['groups', { copy: [code('Name', 'groups')] }],
  ],
  access: [['assign', { path: ['Applications', 'Assignments', 'Assign'] }]],
})

export const googleSamlGuide = guideOf({
  short_name: 'Google',
  company: 'Google',
  place: 'Google Admin console',
  texts: { en: googleEn, de: googleDe },
  fields: 'file',
  attributes: usualAttributes,
  minutes: [3, 1, 1, 1],
  register: (values, t) => [
    [
      'open',
      {
        path: ['Apps', 'Web and mobile apps', 'Add app', 'Add custom SAML app'],
        link: { label: 'Google Admin console', url: 'https://admin.google.com' },
      },
    ],
    ['name', { copy: [words(t.name_label, values.application_name)] }],
    ['metadata'],
    ['urls', { copy: [code('ACS URL', values.redirect_uri), code('Entity ID', entityIdOf(values))] }],
  ],
  claims: [
    ['attributes', { copy: ['email', 'firstName', 'lastName'].map((name) => code('App attributes', name)) }],
    ['groups', { copy: [code('App attribute', 'groups')] }],
  ],
  access: [['assign', { path: ['Apps', 'Web and mobile apps', 'User access'] }]],
})

export const samlGuide = guideOf({
  short_name: 'SAML',
  company: null,
  place: null,
  texts: { en: samlEn, de: samlDe },
  fields: 'any',
  attributes: usualAttributes,
  minutes: [3, 1, 1, 1],
  register: (values, t) => [
    ['open', values.saml === null ? {} : { copy: [code('Metadata', values.saml.metadata_url)] }],
    ['name', { copy: [words(t.name_label, values.application_name)] }],
    [
      'urls',
      {
        copy: [
          code('Assertion Consumer Service (ACS)', values.redirect_uri),
          code('Entity ID', entityIdOf(values)),
          code('Single Logout', sloOf(values)),
        ],
      },
    ],
    ['signing'],
    ['adfs'],
    ['keycloak'],
  ],
  claims: [
    ['attributes', { copy: ['email', 'firstName', 'lastName'].map((name) => code('Name', name)) }],
    ['groups', { copy: [code('Name', 'groups')] }],
  ],
  access: [['assign']],
})
