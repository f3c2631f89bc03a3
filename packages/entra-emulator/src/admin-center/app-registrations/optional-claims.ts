import type { Application } from '../../directory/application.ts'
import { type Html, html } from '../../pages/html.ts'
import { type Act, type BladeCall, Refused, ticked, typed } from '../blade.ts'
import { changeRegistration } from '../changing.ts'
import { carried, form, panel, question, radioField, tick } from '../layout/form.ts'
import { placeOf, registrationOf } from './registration.ts'
import { isTokenType, type TokenType, tokenTypes } from './token-types.ts'

interface ListedClaim {
  readonly name: string
  readonly says: string
  readonly types: readonly TokenType[]
  /** The permission of Microsoft Graph that the portal wants with it. */
  readonly needs?: 'email' | 'profile'
}

const both: readonly TokenType[] = ['idToken', 'accessToken']
const all: readonly TokenType[] = ['idToken', 'accessToken', 'saml2Token']

/** The claims that the panel "Add optional claim" lists. */
export const claims: readonly ListedClaim[] = [
  { name: 'acct', says: "User's account status in the tenant", types: all },
  { name: 'acrs', says: 'Authentication contexts that were satisfied', types: both },
  { name: 'aud', says: 'The audience, for control over its form', types: ['accessToken'] },
  { name: 'auth_time', says: 'Time when the user last authenticated', types: both },
  { name: 'ctry', says: "User's country/region", types: both },
  { name: 'email', says: 'The addressable email for this user, if the user has one', types: all, needs: 'email' },
  { name: 'family_name', says: 'Last name, surname, or family name of the user', types: both, needs: 'profile' },
  { name: 'fwd', says: 'IP address', types: both },
  { name: 'given_name', says: 'First or given name of the user', types: both, needs: 'profile' },
  { name: 'idtyp', says: 'Whether the token is for an app or a user', types: ['accessToken'] },
  { name: 'in_corp', says: 'Signals if the client is logging in from the corporate network', types: both },
  { name: 'ipaddr', says: 'The IP address the client logged in from', types: both },
  { name: 'login_hint', says: 'Login hint', types: both },
  { name: 'onprem_sid', says: 'On-premises security identifier', types: both },
  { name: 'preferred_username', says: 'The preferred user name', types: both, needs: 'profile' },
  { name: 'pwd_exp', says: 'The time at which the password expires', types: both },
  { name: 'pwd_url', says: 'The URL to change the password', types: both },
  { name: 'sid', says: 'Session ID, for sign-out of one session', types: both },
  { name: 'tenant_ctry', says: "Resource tenant's country/region", types: both },
  { name: 'tenant_region_scope', says: 'Region of the resource tenant', types: both },
  { name: 'upn', says: 'An identifier for the user that can be used as a user name', types: all, needs: 'profile' },
  { name: 'verified_primary_email', says: "The user's PrimaryAuthoritativeEmail", types: both },
  { name: 'verified_secondary_email', says: "The user's SecondaryAuthoritativeEmail", types: both },
  { name: 'vnet', says: 'VNET specifier information', types: both },
  { name: 'xms_cc', says: 'Client capabilities', types: ['accessToken'] },
  { name: 'xms_edov', says: 'Email domain owner verified', types: both },
  { name: 'xms_pdl', says: 'Preferred data location', types: both },
  { name: 'xms_pl', says: 'User-preferred language', types: both },
  { name: 'xms_tpl', says: 'Tenant-preferred language', types: both },
  { name: 'ztdid', says: 'Zero-touch deployment ID', types: both },
]

/** The permission that a claim wants. */
const wanted: ReadonlyMap<string, string> = new Map(claims.flatMap(({ name, needs }) => (needs ? [[name, needs]] : [])))

/** The permissions that chosen claims want and the registration does not ask for yet. */
function missingPermissions({ apiPermissions }: Application, names: readonly string[]): readonly string[] {
  const permissions = new Set(names.flatMap((name) => wanted.get(name) ?? []))
  return [...permissions].sort().filter((permission) => !apiPermissions.delegated.includes(permission))
}

function permissionQuestion(call: BladeCall, here: string): Html {
  const asking = ticked(call, 'claim').filter((name) => wanted.has(name))
  const missing = missingPermissions(registrationOf(call), asking)
  const label = `Turn on the Microsoft Graph ${missing.join(', ')} permission (required for claims to appear in token).`
  return question(
    'Add optional claim',
    html`<p>Some of these claims (${asking.join(', ')}) require OpenID Connect scopes to be configured through
the API permissions page or by checking the box below.</p>
${form(call, {
  act: 'add-claims',
  task: 'applications',
  submit: 'Add',
  cancel: here,
  query: 'add=optional-claim',
  body: html`${carried(call)}<input type="hidden" name="asked" value="1">${tick(call, { name: 'turn_on', value: '1', label })}`,
})}`,
  )
}

export function claimForm(call: BladeCall, here: string): Html {
  if (call.ask === 'permission') return permissionQuestion(call, here)
  const choices = Object.entries(tokenTypes).map(([value, label]) => ({ value, label }))
  return panel(
    'Add optional claim',
    form(call, {
      act: 'add-claims',
      task: 'applications',
      submit: 'Add',
      cancel: here,
      query: 'add=optional-claim',
      body: html`<p class="dim">Once a token type is selected, you may choose from a list of available optional claims.</p>
${radioField(call, { name: 'token_type', label: 'Token type', choices, in_row: true, value: 'idToken' })}
<h3>Claim</h3><div class="many">
${claims.map(
  ({ name, says, types }) =>
    html`<div class="pick ${types.join(' ')}">${tick(call, { name: `claim:${name}`, value: '1', label: name, hint: says })}</div>`,
)}</div>`,
    }),
  )
}

export const addOptionalClaims: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const type = typed(call, 'token_type')
    if (!isTokenType(type)) throw new Refused('Token type: choose one.')
    const listed = claims.filter(({ types }) => types.includes(type)).map(({ name }) => name)
    const names = ticked(call, 'claim').filter((name) => listed.includes(name))
    if (names.length === 0) throw new Refused(`Claim: choose at least one that exists for ${tokenTypes[type]} tokens.`)
    const missing = missingPermissions(application, names)
    if (missing.length > 0 && !call.form.has('asked')) return { kind: 'ask', ask: 'permission' }
    const known = application.optionalClaims[type]
    const added = names.filter((name) => !known.some((claim) => claim.name === name)).map((name) => ({ name }))
    const { apiPermissions } = application
    const delegated = call.form.has('turn_on') ? [...apiPermissions.delegated, ...missing] : apiPermissions.delegated
    changeRegistration(call, application, {
      optionalClaims: { ...application.optionalClaims, [type]: [...known, ...added] },
      apiPermissions: { ...apiPermissions, delegated },
    })
    const to = placeOf(application, 'token-configuration')
    return { kind: 'done', to, notice: 'Successfully updated the optional claims.' }
  },
}
