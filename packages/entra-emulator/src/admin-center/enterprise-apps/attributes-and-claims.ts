import type { Application } from '../../directory/application.ts'
import type { ServicePrincipalSettings } from '../../directory/enterprise-settings.ts'
import { type MappedClaim, mappedProperties, readMappedClaim } from '../../directory/mapped-claim.ts'
import { type Html, html } from '../../pages/html.ts'
import { type Act, type BladeCall, Refused, refuseMore, requiredText, typed } from '../blade.ts'
import { changeEnterprise } from '../changing.ts'
import { buttonForm, form, panel, radioField, selectField, textField } from '../layout/form.ts'
import { table } from '../layout/table.ts'
import { enterpriseOf, placeOf } from './enterprise.ts'

const limit = 100
/** A list to choose from has at most this many groups. */
const listedGroups = 500

function claimForm(call: BladeCall, here: string): Html {
  const attributes = Object.keys(mappedProperties).map((id) => ({ value: id, label: `user.${id}` }))
  const groups = call.tenant.groups
    .slice(0, listedGroups)
    .map(({ id, displayName }) => ({ value: id, label: displayName }))
  return panel(
    'Manage claim',
    form(call, {
      act: 'add-claim',
      task: 'applications',
      submit: 'Save',
      cancel: here,
      query: 'add=claim',
      body: html`${textField(call, { name: 'claim_name', label: 'Name', required: true })}
${radioField(call, {
  name: 'source',
  label: 'Source',
  value: 'attribute',
  in_row: true,
  choices: [
    { value: 'attribute', label: 'Attribute' },
    { value: 'constant', label: 'Constant value' },
  ],
})}
<div class="if-attribute">${selectField(call, { name: 'attribute', label: 'Source attribute', choices: attributes })}</div>
<div class="if-constant">${textField(call, { name: 'constant', label: 'Constant value' })}</div>
<h3>Claim conditions</h3>
${selectField(call, {
  name: 'group',
  label: 'Scoped Groups',
  choices: [{ value: '', label: 'Any user' }, ...groups],
  hint: 'Only members of the group have the claim. Of several claims with one name the last that holds counts.',
})}`,
    }),
  )
}

/** Whether tokens with these claims would be refused. */
function willFail({ customSigningKey, api }: Application): boolean {
  return !customSigningKey && !api.acceptMappedClaims
}

export function attributesSection(
  call: BladeCall,
  application: Application,
  { claimsMapping }: ServicePrincipalSettings,
): Html {
  const here = placeOf(application, 'single-sign-on')
  const groupName = (id: string): string => call.tenant.groups.find((group) => group.id === id)?.displayName ?? id
  return html`<h2>Attributes &amp; Claims</h2>
<p class="dim">Custom claims come in tokens beside those of Token configuration.</p>
${
  claimsMapping.length > 0 &&
  willFail(application) &&
  html`<div class="say warn"><p>Sign-ins are refused with AADSTS50146: custom claims need a signing key of the application, or
<code>acceptMappedClaims</code> in its manifest.</p></div>`
}${call.query.get('add') === 'claim' && claimForm(call, here)}
<div class="commands bare"><a href="${here}?add=claim">Add new claim</a></div>
${table({
  label: 'Additional claims',
  columns: ['Claim name', 'Value', 'Condition', ''],
  rows: claimsMapping.map(({ jwtClaimType, id, value, group }, index) => [
    jwtClaimType,
    id === null ? `"${value}"` : html`<code>user.${id}</code>`,
    group === null ? 'Any user' : groupName(group),
    buttonForm(call, {
      act: 'delete-claim',
      task: 'applications',
      text: 'Delete',
      name: `Delete claim ${index + 1}, ${jwtClaimType}`,
      fields: { index: String(index), claim_name: jwtClaimType },
    }),
  ]),
  empty: 'No custom claims have been added.',
})}`
}

const add: Act = {
  task: 'applications',
  run: (call) => {
    const { application, settings } = enterpriseOf(call)
    refuseMore(settings.claimsMapping, limit, 'custom claims')
    const isConstant = typed(call, 'source') === 'constant'
    const group = typed(call, 'group')
    if (group !== '' && !call.tenant.groups.some(({ id }) => id === group))
      throw new Refused('Scoped Groups: choose one.')
    const claim: MappedClaim = readMappedClaim(
      {
        jwtClaimType: requiredText(call, 'claim_name', 'Name', 256),
        id: isConstant ? null : requiredText(call, 'attribute', 'Source attribute'),
        value: isConstant ? requiredText(call, 'constant', 'Constant value', 1000) : null,
        group: group === '' ? null : group,
      },
      '',
    )
    changeEnterprise(call, application, ({ claimsMapping }) => ({ claimsMapping: [...claimsMapping, claim] }))
    const to = placeOf(application, 'single-sign-on')
    return { kind: 'done', to, notice: `Successfully saved the claim ${claim.jwtClaimType}.` }
  },
}

const remove: Act = {
  task: 'applications',
  run: (call) => {
    const { application, settings } = enterpriseOf(call)
    const index = Number(typed(call, 'index'))
    const name = typed(call, 'claim_name')
    if (settings.claimsMapping[index]?.jwtClaimType !== name) throw new Refused('This claim is gone already.')
    changeEnterprise(call, application, ({ claimsMapping }) => ({
      claimsMapping: claimsMapping.filter((_, position) => position !== index),
    }))
    return { kind: 'done', to: placeOf(application, 'single-sign-on'), notice: `Deleted the claim ${name}.` }
  },
}

export const attributeActs = { 'add-claim': add, 'delete-claim': remove }
