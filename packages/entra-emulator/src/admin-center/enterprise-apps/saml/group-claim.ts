import { type Html, html } from '../../../pages/html.ts'
import type { SamlApplication } from '../../../saml/find-application.ts'
import { type BladeCall, Refused, typed } from '../../blade.ts'
import { type Choice, form, panel, radioField, selectField, textField, tick } from '../../layout/form.ts'
import type { Fact } from '../../layout/table.ts'
import { changeSaml, done, samlAct, samlPlace } from './saml-of.ts'

/** The kinds of groups, by the values of `groupMembershipClaims`. */
const kinds: readonly Choice[] = [
  { value: 'None', label: 'None' },
  { value: 'All', label: 'All groups' },
  { value: 'SecurityGroup', label: 'Security groups' },
  { value: 'DirectoryRole', label: 'Directory roles' },
  { value: 'ApplicationGroup', label: 'Groups assigned to the application' },
]

/** The forms of a group, by the properties of the optional claim. */
const forms: readonly Choice[] = [
  { value: 'id', label: 'Group ID' },
  { value: 'cloud_displayname', label: 'Cloud-only group display names' },
  { value: 'sam_account_name', label: 'sAMAccountName' },
  { value: 'dns_domain_and_sam_account_name', label: 'DNSDomain\\sAMAccountName' },
  { value: 'netbios_domain_and_sam_account_name', label: 'NetbiosDomain\\sAMAccountName' },
  { value: 'on_premise_security_identifier', label: 'On Premises Group Security Identifier' },
]

function propertiesOf({ optionalClaims }: SamlApplication): readonly string[] {
  return optionalClaims.saml2Token.find(({ name }) => name === 'groups')?.additionalProperties ?? []
}

export function groupClaimForm(call: BladeCall, application: SamlApplication): Html {
  const properties = propertiesOf(application)
  const { groupClaimName } = application.saml
  return panel(
    'Group Claims',
    form(call, {
      act: 'save-group-claim',
      task: 'applications',
      submit: 'Save',
      cancel: samlPlace(application, '?edit=claims'),
      query: 'edit=group-claim',
      body: html`<p class="dim">Manage the group claims used by Microsoft Entra ID to populate SAML tokens issued to your app.</p>
${radioField(call, {
  name: 'kind',
  label: 'Which groups associated with the user should be returned in the claim?',
  value: application.groupMembershipClaims ?? 'None',
  choices: kinds,
})}
${selectField(call, {
  name: 'group_source',
  label: 'Source attribute',
  value: forms.find(({ value }) => properties.includes(value))?.value ?? 'id',
  choices: forms,
  hint: 'Display names count if the groups assigned to the application are chosen.',
})}
<h3>Advanced options</h3>
${textField(call, {
  name: 'group_claim_name',
  label: 'Customize the name of the group claim',
  value: groupClaimName,
  placeholder: 'Name, with its namespace',
})}
${tick(call, {
  name: 'as_roles',
  value: '1',
  label: 'Emit groups as role claims',
  is_on: properties.includes('emit_as_roles'),
})}`,
    }),
  )
}

/** The line of the group claim among the others. */
export function groupClaimText({ groupMembershipClaims, saml }: SamlApplication): readonly Fact[] {
  const chosen = kinds.find(({ value }) => value === groupMembershipClaims)
  if (groupMembershipClaims === null || groupMembershipClaims === 'None') return []
  return [{ label: saml.groupClaimName ?? 'Group', value: `user.groups [${chosen?.label ?? groupMembershipClaims}]` }]
}

const save = samlAct((call, application) => {
  const kind = typed(call, 'kind')
  const source = typed(call, 'group_source')
  if (!kinds.some(({ value }) => value === kind)) throw new Refused('Which groups should be returned? Choose one.')
  if (!forms.some(({ value }) => value === source)) throw new Refused('Source attribute: choose one.')
  const name = typed(call, 'group_claim_name')
  const { saml2Token, ...others } = application.optionalClaims
  const additionalProperties = [
    ...(source === 'id' ? [] : [source]),
    ...(call.form.has('as_roles') ? ['emit_as_roles'] : []),
  ]
  const rest = saml2Token.filter((claim) => claim.name !== 'groups')
  changeSaml(
    call,
    application,
    { groupClaimName: name === '' ? null : name },
    {
      groupMembershipClaims: kind === 'None' ? null : kind,
      optionalClaims: {
        ...others,
        saml2Token: kind === 'None' ? rest : [...rest, { name: 'groups', additionalProperties }],
      },
    },
  )
  return done(application, 'Successfully saved the group claim.', '?edit=claims')
})

export const groupClaimActs = { 'save-group-claim': save }
