import type { Application } from '../../directory/application.ts'
import { type Html, html } from '../../pages/html.ts'
import { type Act, type Blade, type BladeCall, type BladeRoute, Refused, typed } from '../blade.ts'
import { changeRegistration } from '../changing.ts'
import { buttonForm } from '../layout/form.ts'
import { table } from '../layout/table.ts'
import { groupsClaimForm, saveGroupsClaim } from './groups-claim.ts'
import { addOptionalClaims, claimForm, claims } from './optional-claims.ts'
import { placeOf, registrationBlade, registrationOf } from './registration.ts'
import { isTokenType, tokenTypes } from './token-types.ts'

function rowsOf(call: BladeCall, { optionalClaims }: Application): readonly (readonly (Html | string)[])[] {
  const types = Object.keys(tokenTypes).filter(isTokenType)
  return types.flatMap((type) =>
    optionalClaims[type].map((claim) => [
      claim.name,
      claims.find(({ name }) => name === claim.name)?.says ?? (claim.name === 'groups' ? 'Groups of the user' : '-'),
      tokenTypes[type],
      claim.additionalProperties.length === 0 ? '-' : claim.additionalProperties.join(', '),
      buttonForm(call, {
        act: 'delete-claim',
        task: 'applications',
        text: 'Delete',
        name: `Delete ${claim.name} of ${tokenTypes[type]}`,
        fields: { type, name: claim.name },
      }),
    ]),
  )
}

function show(call: BladeCall): Blade {
  const application = registrationOf(call)
  const here = placeOf(application, 'token-configuration')
  const add = call.query.get('add')
  return registrationBlade(application, {
    title: 'Token configuration',
    commands: html`<a href="${here}?add=optional-claim">Add optional claim</a><a href="${here}?add=groups-claim">Add groups claim</a>`,
    body: html`${add === 'optional-claim' && claimForm(call, here)}${
      add === 'groups-claim' && groupsClaimForm(call, application, here)
    }<h2>Optional claims</h2>
<p class="dim">Optional claims are used to configure additional information which is returned in one or more tokens.</p>
${table({
  label: 'Optional claims',
  columns: ['Claim', 'Description', 'Token type', 'Optional settings', ''],
  rows: rowsOf(call, application),
  empty: 'No optional claims have been added.',
})}
<p>Groups: <strong>${application.groupMembershipClaims ?? 'None'}</strong></p>`,
  })
}

const remove: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const type = typed(call, 'type')
    const name = typed(call, 'name')
    if (!isTokenType(type)) throw new Refused('Token type: choose one.')
    const left = application.optionalClaims[type].filter((claim) => claim.name !== name)
    const optionalClaims = { ...application.optionalClaims, [type]: left }
    const hasGroups = Object.values(optionalClaims).some((list) => list.some((claim) => claim.name === 'groups'))
    const groups = name === 'groups' && !hasGroups ? { groupMembershipClaims: null } : {}
    changeRegistration(call, application, { optionalClaims, ...groups })
    const to = placeOf(application, 'token-configuration')
    return { kind: 'done', to, notice: `Successfully removed the claim ${name}.` }
  },
}

export const tokenConfigurationRoute: BladeRoute = {
  path: '/app-registrations/:appId/token-configuration',
  show,
  acts: { 'add-claims': addOptionalClaims, 'save-groups-claim': saveGroupsClaim, 'delete-claim': remove },
}
