import type { Application } from '../../directory/application.ts'
import { type Html, html } from '../../pages/html.ts'
import { type Act, type BladeCall, Refused, ticked, typed } from '../blade.ts'
import { changeRegistration } from '../changing.ts'
import { type Choice, form, panel, radioField, tick } from '../layout/form.ts'
import { placeOf, registrationOf } from './registration.ts'
import { isTokenType, type TokenType, tokenTypes } from './token-types.ts'

/** The kinds of groups, by the values of `groupMembershipClaims`. */
const kinds: readonly Choice[] = [
  { value: 'SecurityGroup', label: 'Security groups' },
  { value: 'DirectoryRole', label: 'Directory roles' },
  {
    value: 'All',
    label: 'All groups (includes 3 group types: security groups, directory roles, and distribution lists)',
  },
  {
    value: 'ApplicationGroup',
    label:
      'Groups assigned to the application (recommended for large enterprise companies to avoid exceeding the limit on the number of groups a token can emit)',
  },
]

/** The forms of a group in a token, by the properties of the optional claim. Without one it is the object id. */
const formats: readonly Choice[] = [
  { value: 'id', label: 'Group ID' },
  { value: 'sam_account_name', label: 'sAMAccountName' },
  { value: 'dns_domain_and_sam_account_name', label: 'DNSDomain\\sAMAccountName' },
  { value: 'netbios_domain_and_sam_account_name', label: 'NetBIOSDomain\\sAMAccountName' },
  { value: 'on_premise_security_identifier', label: 'On-premises group security identifier' },
]

const extras: readonly Choice[] = [
  { value: 'emit_as_roles', label: 'Emit groups as role claims' },
  {
    value: 'cloud_displayname',
    label: 'Emit group name for cloud-only groups',
    hint: 'Counts if assigned groups are the only kind.',
  },
]

function propertiesOf({ optionalClaims }: Application, type: TokenType): readonly string[] {
  return optionalClaims[type].find(({ name }) => name === 'groups')?.additionalProperties ?? []
}

function formatFields(call: BladeCall, application: Application, type: TokenType): Html {
  const properties = propertiesOf(application, type)
  const chosen = formats.find(({ value }) => properties.includes(value))?.value ?? 'id'
  return html`${radioField(call, { name: `format_${type}`, label: tokenTypes[type], value: chosen, choices: formats })}
${extras.map((extra) => tick(call, { ...extra, name: `${type}:${extra.value}`, is_on: properties.includes(extra.value) }))}`
}

export function groupsClaimForm(call: BladeCall, application: Application, here: string): Html {
  const modes = (application.groupMembershipClaims ?? '').split(',').map((mode) => mode.trim())
  const types = Object.keys(tokenTypes).filter(isTokenType)
  return panel(
    'Edit groups claim',
    form(call, {
      act: 'save-groups-claim',
      task: 'applications',
      submit: 'Add',
      cancel: here,
      query: 'add=groups-claim',
      body: html`<p class="dim">Adding the groups claim applies to Access, ID, and SAML token types.</p>
<div class="field"><fieldset><legend>Select group types to include in Access, ID, and SAML tokens.</legend>${kinds.map(
        (kind) => tick(call, { ...kind, name: `kind:${kind.value}`, is_on: modes.includes(kind.value) }),
      )}</fieldset></div>
<h3>Customize token properties by type</h3><div class="many">${types.map((type) => html`<div>${formatFields(call, application, type)}</div>`)}</div>`,
    }),
  )
}

function chosenProperties(call: BladeCall, type: TokenType): readonly string[] {
  const format = typed(call, `format_${type}`)
  if (!formats.some(({ value }) => value === format)) throw new Refused(`${tokenTypes[type]}: choose a form.`)
  const ticks = ticked(call, type).filter((name) => extras.some(({ value }) => value === name))
  return [...(format === 'id' ? [] : [format]), ...ticks]
}

export const saveGroupsClaim: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const modes = ticked(call, 'kind').filter((name) => kinds.some(({ value }) => value === name))
    const types = Object.keys(tokenTypes).filter(isTokenType)
    const changed = types.map((type): [string, unknown] => {
      const others = application.optionalClaims[type].filter(({ name }) => name !== 'groups')
      const groups = { name: 'groups', additionalProperties: chosenProperties(call, type) }
      return [type, modes.length === 0 ? others : [...others, groups]]
    })
    changeRegistration(call, application, {
      groupMembershipClaims: modes.length === 0 ? null : modes.join(', '),
      optionalClaims: Object.fromEntries(changed),
    })
    const notice =
      modes.length === 0 ? 'Successfully removed the groups claim.' : 'Successfully updated the groups claim.'
    return { kind: 'done', to: placeOf(application, 'token-configuration'), notice }
  },
}
