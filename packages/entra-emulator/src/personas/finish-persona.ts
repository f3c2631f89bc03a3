import type { FastifyReply } from 'fastify'
import { directGroups, transitiveGroups } from '../directory/membership.ts'
import { type PersonaApplication, personaSources } from '../directory/persona-application.ts'
import type { User } from '../directory/user.ts'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import type { Drawn } from '../faults/faults.ts'
import { provoke } from '../faults/provoke.ts'
import { personaRefusalPage } from '../pages/persona-refusal-page.ts'
import { sendPage } from '../pages/send-page.ts'
import type { SamlAttribute } from '../saml/attributes.ts'
import { nameIdFormat } from '../saml/names.ts'
import { plainNameId, responseFaults, withResponseFaults } from '../saml/response-faults.ts'
import { type ResponsePlan, sealResponse } from '../saml/seal-response.ts'
import { sendSamlForm } from '../saml/send-form.ts'
import type { SamlSignIn } from '../saml/sign-in-request.ts'
import type { SignedInAccount } from '../sessions/sessions.ts'
import { type FoundPersona, personaNamed } from './find-persona.ts'
import { personaIssuer, personaKey, personaStyles } from './persona-style.ts'

interface Visitor {
  readonly user: User
  readonly account: SignedInAccount
}

const minute = 60_000

function isAssigned({ directory }: Emulation, { tenant, application }: FoundPersona, userId: string): boolean {
  if (application.assignedTo === null) return true
  const principals = [userId, ...directGroups(directory, tenant, userId).map(({ id }) => id)]
  return principals.some((id) => application.assignedTo?.includes(id))
}

/** The names of the person's groups. Google counts nested ones, Okta has none. */
function groupsOf({ directory }: Emulation, { tenant, application }: FoundPersona, userId: string): SamlAttribute[] {
  const { groupAttribute, persona } = application
  if (!groupAttribute) return []
  const all = persona === 'okta' ? directGroups(directory, tenant, userId) : transitiveGroups(directory, tenant, userId)
  const pattern = new RegExp(`^(?:${groupAttribute.matches})$`)
  const values = all.map(({ displayName }) => displayName).filter((name) => pattern.test(name))
  return values.length === 0 ? [] : [{ name: groupAttribute.name, values }]
}

function propertyOf({ persona }: PersonaApplication, source: string, user: User): string | null {
  return personaSources[persona][source]?.(user) ?? null
}

async function planOf(
  emulation: Emulation,
  found: FoundPersona,
  signIn: SamlSignIn,
  { user, account }: Visitor,
  faults: Drawn,
): Promise<ResponsePlan> {
  const { clock, entropy } = emulation
  const { application, tenant } = found
  const style = personaStyles[application.persona]
  const at = (milliseconds: number): string => new Date(clock.now() + milliseconds).toISOString()
  const issuer = personaIssuer(tenant, application)
  const id = style.newId(entropy)
  const isOkta = application.persona === 'okta'
  const transient = application.nameIdFormat === 'transient' ? style.newId(entropy) : undefined
  const attributes = application.attributes.flatMap(({ name, source }): SamlAttribute[] => {
    const value = propertyOf(application, source, user)
    return value === null ? [] : [{ name, values: [value] }]
  })
  return {
    response: {
      id: style.newId(entropy),
      issued: at(0),
      issuer,
      destination: signIn.acs_url,
      in_response_to: signIn.request_id,
    },
    assertion: {
      id,
      issued: at(0),
      issuer,
      name_id: plainNameId(transient ?? propertyOf(application, application.nameIdSource, user) ?? ''),
      name_id_format: nameIdFormat[application.nameIdFormat],
      name_qualifier: undefined,
      recipient: signIn.acs_url,
      in_response_to: signIn.request_id,
      not_before: at(-5 * minute),
      not_on_or_after: at(5 * minute),
      audience: application.entityId,
      attributes: [...attributes, ...(faults.has('saml-group-overage') ? [] : groupsOf(emulation, found, user.id))],
      authenticated: new Date(account.auth_time * 1000).toISOString(),
      // Okta repeats the ID of the request, Google that of the assertion.
      session_index: isOkta ? (signIn.request_id ?? style.newId(entropy)) : id,
      context: style.context,
    },
    style: style.response,
    signs: isOkta ? 'both' : application.signedResponse ? 'response' : 'assertion',
    algorithm: 'sha256',
    key: await personaKey(emulation, found),
    signature_prefix: 'ds',
    encryption_certificate: null,
  }
}

/**
 * Ends a sign-in at Okta or Google with a response. The faults of SAML act here too.
 * @throws EntraError 50000, 700016
 */
export async function finishPersona(
  emulation: Emulation,
  signIn: SamlSignIn & { readonly persona: NonNullable<SamlSignIn['persona']> },
  visitor: Visitor,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { entropy, last_assertions } = emulation
  const found = personaNamed(emulation.directory, signIn.persona)
  const { application, tenant } = found
  if (!isAssigned(emulation, found, visitor.user.id)) {
    return sendPage(reply, 403, personaRefusalPage(application, visitor.user))
  }
  provoke(emulation, 'saml_response', { tenant, user: visitor.user })
  const faults = emulation.faults.draw(tenant.id, responseFaults)
  if (faults.has('saml-status-error')) throw new EntraError(50000)
  const usual = await planOf(emulation, found, signIn, visitor, faults)
  const plan = withResponseFaults(usual, faults, {
    other_issuer: personaIssuer({ ...tenant, id: 'other' }, { ...application, id: 'exkOther' }),
    other_id: personaStyles[application.persona].newId(entropy),
    last_assertion_id: last_assertions.get(application.id),
  })
  const markup = await sealResponse(emulation, plan, faults)
  last_assertions.set(application.id, plan.assertion.id)
  return sendSamlForm(reply, signIn.acs_url, markup, signIn.relay_state)
}
