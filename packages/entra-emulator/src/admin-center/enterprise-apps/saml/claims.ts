import { mappedProperties } from '../../../directory/mapped-claim.ts'
import { nameIdFormats, readSamlClaim, type SamlClaim } from '../../../directory/saml-claim.ts'
import { type Html, html } from '../../../pages/html.ts'
import type { SamlApplication } from '../../../saml/find-application.ts'
import { type BladeCall, Refused, refuseMore, requiredText, typed } from '../../blade.ts'
import { buttonForm, form, panel, radioField, selectField, textField } from '../../layout/form.ts'
import { facts, table } from '../../layout/table.ts'
import { groupClaimForm, groupClaimText } from './group-claim.ts'
import { changeSaml, done, samlAct, samlPlace } from './saml-of.ts'

const limit = 100

const sources = Object.keys(mappedProperties).map((id) => ({ value: id, label: `user.${id}` }))

const formatNames: Readonly<Record<(typeof nameIdFormats)[number], string>> = {
  emailAddress: 'Email address',
  persistent: 'Persistent',
  unspecified: 'Unspecified',
  windowsDomainQualifiedName: 'Windows domain qualified name',
}

function sourceOf({ id, value }: Pick<SamlClaim, 'id' | 'value'>): string {
  return id === null ? `"${value}"` : `user.${id}`
}

function nameIdForm(call: BladeCall, application: SamlApplication): Html {
  const { format, id } = application.saml.nameId
  return panel(
    'Unique User Identifier (Name ID)',
    form(call, {
      act: 'save-name-id',
      task: 'applications',
      submit: 'Save',
      cancel: samlPlace(application, '?edit=claims'),
      query: 'edit=name-id',
      body: html`${selectField(call, {
        name: 'name_id_format',
        label: 'Name identifier format',
        value: format,
        choices: nameIdFormats.map((value) => ({ value, label: formatNames[value] })),
      })}
${selectField(call, { name: 'name_id_source', label: 'Source attribute', value: id, choices: sources })}`,
    }),
  )
}

function claimForm(call: BladeCall, application: SamlApplication): Html {
  return panel(
    'Manage claim',
    form(call, {
      act: 'add-saml-claim',
      task: 'applications',
      submit: 'Save',
      cancel: samlPlace(application, '?edit=claims'),
      query: 'edit=new-claim',
      body: html`${textField(call, { name: 'claim_name', label: 'Name', required: true })}
${textField(call, { name: 'namespace', label: 'Namespace', placeholder: 'Enter a namespace URI' })}
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
<div class="if-attribute">${selectField(call, { name: 'attribute', label: 'Source attribute', choices: sources })}</div>
<div class="if-constant">${textField(call, { name: 'constant', label: 'Constant value' })}</div>`,
    }),
  )
}

function editor(call: BladeCall, application: SamlApplication): Html {
  const { saml } = application
  const link = (edit: string, text: string): Html =>
    html`<a href="${samlPlace(application, `?edit=${edit}`)}">${text}</a>`
  return panel(
    'Attributes & Claims',
    html`<div class="commands bare">${link('new-claim', 'Add new claim')}${link('group-claim', 'Add a group claim')}
${link('name-id', 'Unique User Identifier (Name ID)')}</div>
${table({
  label: 'Additional claims',
  columns: ['Claim name', 'Value', ''],
  rows: saml.claims.map((claim, index) => [
    claim.samlClaimType,
    sourceOf(claim),
    buttonForm(call, {
      act: 'delete-saml-claim',
      task: 'applications',
      text: 'Delete',
      name: `Delete claim ${index + 1}, ${claim.samlClaimType}`,
      query: 'edit=claims',
      fields: { index: String(index), claim_name: claim.samlClaimType },
    }),
  ]),
  empty: 'No additional claims.',
})}<p><a href="${samlPlace(application)}">Close</a></p>`,
  )
}

export function claimsSection(call: BladeCall, application: SamlApplication): Html {
  const { saml } = application
  const edit = call.query.get('edit')
  const short = (name: string): string => name.split('/').at(-1) || name
  return html`<h3>2. Attributes &amp; Claims</h3>
<div class="commands bare"><a href="${samlPlace(application, '?edit=claims')}" aria-label="Edit Attributes &amp; Claims">Edit</a></div>
${edit === 'claims' && editor(call, application)}${edit === 'new-claim' && claimForm(call, application)}
${edit === 'group-claim' && groupClaimForm(call, application)}${edit === 'name-id' && nameIdForm(call, application)}
${facts([
  ...saml.claims.map((claim) => ({ label: short(claim.samlClaimType), value: sourceOf(claim) })),
  ...groupClaimText(application),
  {
    label: 'Unique User Identifier',
    value: `user.${saml.nameId.id} [nameid-format:${saml.nameId.format}]`,
  },
])}`
}

const add = samlAct((call, application) => {
  const { claims } = application.saml
  refuseMore(claims, limit, 'claims')
  const name = requiredText(call, 'claim_name', 'Name')
  const namespace = typed(call, 'namespace').replace(/\/+$/, '')
  const isConstant = typed(call, 'source') === 'constant'
  const claim = readSamlClaim(
    {
      samlClaimType: namespace === '' ? name : `${namespace}/${name}`,
      id: isConstant ? null : requiredText(call, 'attribute', 'Source attribute'),
      value: isConstant ? requiredText(call, 'constant', 'Constant value', 1000) : null,
    },
    '',
  )
  if (claims.some(({ samlClaimType }) => samlClaimType === claim.samlClaimType)) {
    throw new Refused('Name: there is a claim with this name and namespace already.')
  }
  changeSaml(call, application, { claims: [...claims, claim] })
  return done(application, `Successfully saved the claim ${name}.`, '?edit=claims')
})

const remove = samlAct((call, application) => {
  const { claims } = application.saml
  const index = Number(typed(call, 'index'))
  const name = typed(call, 'claim_name')
  if (claims[index]?.samlClaimType !== name) throw new Refused('This claim is gone already.')
  changeSaml(call, application, { claims: claims.filter((_, position) => position !== index) })
  return done(application, `Deleted the claim ${name}.`, '?edit=claims')
})

const saveNameId = samlAct((call, application) => {
  const nameId = { format: typed(call, 'name_id_format'), id: typed(call, 'name_id_source') }
  changeSaml(call, application, { nameId })
  return done(application, 'Successfully saved the unique user identifier.', '?edit=claims')
})

export const claimActs = { 'add-saml-claim': add, 'delete-saml-claim': remove, 'save-name-id': saveNameId }
