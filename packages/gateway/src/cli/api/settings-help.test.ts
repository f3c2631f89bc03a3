/** The settings in the help: each setting of each type stands there once. */
import { describe, expect, it } from 'vitest'
import { providers } from '../../providers/index.ts'
import { settingsFields } from '../../providers/settings-fields.ts'
import { settingsHelp } from './settings-help.ts'

describe('the help about settings', () => {
  const sections = settingsHelp().split('\nSettings of ').slice(1)

  it('lists the settings of all types of SAML once', () => {
    expect(sections.map((text) => text.split('\n')[0])).toEqual([
      ...Object.values(providers)
        .filter(({ protocol }) => protocol !== 'saml')
        .map(({ id, name }) => `${id} (${name}):`),
      'entra_saml, okta_saml, google_saml, saml (SAML 2.0):',
      'entra_saml (Microsoft Entra ID (SAML)), besides those:',
    ])
  })

  it.each(Object.values(providers).map((provider) => [provider.id, provider] as const))(
    'has all of %s',
    (id, provider) => {
      const own = sections.filter((text) => text.split(' (')[0]?.split(', ').includes(id)).join('\n')
      const listed = [...own.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name)
      expect(listed.toSorted()).toEqual(
        settingsFields(provider)
          .map(({ name }) => name)
          .toSorted(),
      )
    },
  )
})
