/** The parts that every guide must have, in each language. */

import { setupGuide } from '@gatehouse-sso/sdk/contract/setup-guide'
import { languages } from '@gatehouse-sso/sdk/contract/setup-intents'
import { describe, expect, it } from 'vitest'
import { providers } from '../index.ts'
import { settingsFields } from '../settings-fields.ts'

const values = {
  application_name: 'Acme Planner – production',
  vendor: 'Acme Planner',
  redirect_uri: 'https://sso.example/sso/oidc/callback/conn_1/',
  consent_redirect_uri: 'https://sso.example/sso/consent/callback',
  frontchannel_logout_uri: null,
  settings: {},
  saml: {
    sp_entity_id: 'https://sso.example/metadata',
    slo_url: 'https://sso.example/slo',
    metadata_url: 'https://sso.example/metadata',
  },
  federation: null,
}
const cases = Object.values(providers).flatMap((provider) =>
  languages.map((language) => ({ id: provider.id, provider, language })),
)
const security = { kept: [] }

describe('O4 the guide', () => {
  it.each(cases)('of $id fits the contract in $language', ({ provider, language }) => {
    const guide = provider.guide(language, values)
    const whole = {
      object: 'setup_guide',
      type: provider.id,
      name: provider.name,
      language,
      ...guide,
      security: { ...guide.security, ...security },
    }
    expect(setupGuide.safeParse(whole).error).toBeUndefined()
    expect(guide.steps.map(({ id }) => id)).toEqual(['register', 'values', 'claims', 'access'])
  })

  it.each(cases)('of $id shows the redirect URI to copy, in $language', ({ provider, language }) => {
    const copied = provider.guide(language, values).steps.flatMap(({ actions }) => actions.flatMap(({ copy }) => copy))
    expect(copied.filter(({ value, is_code }) => value === values.redirect_uri && is_code).length).toBe(1)
  })

  it.each(cases)('of $id has a field for each needed setting, in $language', ({ provider, language }) => {
    const fields = provider.guide(language, values).fields.map(({ param }) => param)
    const needed = settingsFields(provider).filter(({ required }) => required)
    expect(fields).toEqual(expect.arrayContaining(needed.map(({ name }) => `/settings/${name}`)))
  })

  it.each(Object.values(providers))('of $id has the same structure in every language', (provider) => {
    const shape = (language: 'en' | 'de') =>
      JSON.stringify(provider.guide(language, values), (key, value) =>
        typeof value === 'string' && key !== 'id' && key !== 'param' ? '' : value,
      )
    expect(shape('de')).toBe(shape('en'))
  })

  it.each(Object.values(providers))('of $id is translated', (provider) => {
    const texts = (language: 'en' | 'de') =>
      provider.guide(language, values).steps.map(({ title, lead, next }) => [title, lead, next])
    for (const [index, english] of texts('en').entries()) expect(texts('de')[index]).not.toEqual(english)
  })

  it.each(cases)('of $id names every action once, in $language', ({ provider, language }) => {
    const guide = provider.guide(language, values)
    const ids = [...guide.steps, ...guide.credentials].flatMap(({ actions }) => actions.map(({ id }) => id))
    const perStep = guide.steps.map(({ actions }) => new Set(actions.map(({ id }) => id)).size === actions.length)
    expect([perStep.every(Boolean), ids.every((id) => /^[a-z0-9_]{1,40}$/.test(id))]).toEqual([true, true])
  })
})
