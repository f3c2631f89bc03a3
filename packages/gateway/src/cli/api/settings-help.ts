/** The settings of each type of connection, for the help. The types of SAML share most of theirs. */
import { providers } from '../../providers/index.ts'
import { type SettingsField, settingsFields } from '../../providers/settings-fields.ts'

export function settingsHelp(): string {
  const all = Object.values(providers)
  const ofSaml = all.filter(({ protocol }) => protocol === 'saml')
  const shared = ofSaml
    .map((provider) => settingsFields(provider))
    .reduce((common, fields) => common.filter(({ name }) => fields.some((one) => one.name === name)))
  const isShared = ({ name }: SettingsField): boolean => shared.some((one) => one.name === name)
  const sections = [
    ...all
      .filter(({ protocol }) => protocol !== 'saml')
      .map((provider) => section(`${provider.id} (${provider.name})`, settingsFields(provider))),
    section(`${ofSaml.map(({ id }) => id).join(', ')} (SAML 2.0)`, shared),
    ...ofSaml.flatMap((provider) => {
      const own = settingsFields(provider).filter((field) => !isShared(field))
      return own.length === 0 ? [] : [section(`${provider.id} (${provider.name}), besides those`, own)]
    }),
  ]
  return sections.join('\n')
}

function section(title: string, fields: readonly SettingsField[]): string {
  const width = Math.max(...fields.map(({ name }) => name.length))
  const lines = fields.map(({ name, required, description }) => {
    const needed = required ? ' (needed)' : ''
    return `  ${name.padEnd(width)}  ${description.replaceAll('`', "'")}${needed}`
  })
  return [`\nSettings of ${title}:`, ...lines].join('\n')
}
