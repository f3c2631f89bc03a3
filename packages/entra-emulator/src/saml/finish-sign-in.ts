import type { FastifyReply } from 'fastify'
import type { Application } from '../directory/application.ts'
import { signingCertificate } from '../directory/saml-certificate.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import type { Drawn } from '../faults/faults.ts'
import { provoke } from '../faults/provoke.ts'
import { newGuid } from '../identifier.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import type { SignedInAccount } from '../sessions/sessions.ts'
import { issuerV1 } from '../tenants/authority.ts'
import { keyOfCertificate } from './application-certificates.ts'
import { attributesOf } from './attributes.ts'
import { asSamlApplication, type SamlApplication } from './find-application.ts'
import { type NameId, nameIdOf } from './name-id.ts'
import { entraStyle } from './response.ts'
import { plainNameId, responseFaults, withResponseFaults } from './response-faults.ts'
import { type ResponsePlan, sealResponse } from './seal-response.ts'
import { sendSamlForm } from './send-form.ts'
import type { SamlSignIn } from './sign-in-request.ts'

/** A person at the end of a sign-in. */
export interface SamlPerson {
  readonly tenant: Tenant
  readonly user: User
  readonly account: SignedInAccount
  readonly client: Application
  readonly session_id: string
}

const minute = 60_000
const nobody = '00000000-0000-4000-8000-000000000000'
const classes = 'urn:oasis:names:tc:SAML:2.0:ac:classes'
/** The classes that a sign-in with a password meets. The first one is Entra's own choice. */
const metContexts: readonly string[] = ['Password', 'PasswordProtectedTransport', 'unspecified'].map(
  (name) => `${classes}:${name}`,
)

/**
 * @throws EntraError 75011
 */
function contextOf({ contexts }: SamlSignIn, { displayName }: Application): string {
  const [first = ''] = metContexts
  if (contexts.length === 0) return first
  const met = contexts.find((one) => metContexts.includes(one))
  if (met !== undefined) return met
  throw new EntraError(75011, { method: 'Password', value: contexts.join(', '), name: displayName })
}

/**
 * @throws EntraError 50003
 */
async function signingKey(emulation: Emulation, { saml }: SamlApplication): Promise<SigningKey> {
  const certificate = signingCertificate(saml.signingCertificates, emulation.clock.now())
  if (!certificate) throw new EntraError(50003)
  return keyOfCertificate(emulation, certificate)
}

async function planOf(
  emulation: Emulation,
  signIn: SamlSignIn,
  application: SamlApplication,
  { tenant, user, account }: SamlPerson,
  nameId: NameId,
  faults: Drawn,
): Promise<ResponsePlan> {
  const { address, clock, entropy } = emulation
  const now = clock.now()
  const at = (milliseconds: number): string => new Date(now + milliseconds).toISOString()
  const issuer = issuerV1(address.baseUrl(), tenant.id)
  const id = `_${newGuid(entropy)}`
  const { acs_url, audience, name_qualifier, request_id: in_response_to } = signIn
  const { saml } = application
  return {
    response: { id: `_${newGuid(entropy)}`, issued: at(0), issuer, destination: acs_url, in_response_to },
    assertion: {
      id,
      issued: at(0),
      issuer,
      name_id: plainNameId(nameId.value),
      name_id_format: nameId.format,
      name_qualifier,
      recipient: acs_url,
      in_response_to,
      not_before: at(-5 * minute),
      not_on_or_after: at(60 * minute),
      audience,
      attributes: attributesOf(emulation, application, tenant, user, faults.has('saml-group-overage')),
      authenticated: new Date(account.auth_time * 1000).toISOString(),
      session_index: id,
      context: contextOf(signIn, application),
    },
    style: entraStyle,
    signs: saml.signingOption,
    algorithm: saml.signingAlgorithm,
    key: await signingKey(emulation, application),
    signature_prefix: undefined,
    encryption_certificate: saml.tokenEncryptionCertificate,
  }
}

/**
 * Ends a sign-in with a response to the reply URL, and notes the application in the session.
 * @throws EntraError 50000, 50003, 501241, 650056, 75011
 */
export async function finishSaml(
  emulation: Emulation,
  signIn: SamlSignIn,
  person: SamlPerson,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { address, entropy, last_assertions, sessions } = emulation
  const { tenant, user, account, client, session_id } = person
  provoke(emulation, 'saml_response', { tenant, user, application: client })
  const application = asSamlApplication(client)
  // The administrator may have changed the application while the person signed in.
  if (!application) throw new EntraError(650056, { tenant: tenant.displayName })
  const faults = emulation.faults.draw(tenant.id, responseFaults)
  if (faults.has('saml-status-error')) throw new EntraError(50000)
  const nameId = nameIdOf(application, tenant, user, signIn.name_id_format, entropy)
  const usual = await planOf(emulation, signIn, application, person, nameId, faults)
  const plan = withResponseFaults(usual, faults, {
    other_issuer: issuerV1(address.baseUrl(), nobody),
    other_id: `_${newGuid(entropy)}`,
    last_assertion_id: last_assertions.get(client.appId),
  })
  const markup = await sealResponse(emulation, plan, faults)
  last_assertions.set(client.appId, plan.assertion.id)
  sessions.noteApplication(session_id, account.sid, {
    app_id: client.appId,
    tenant_id: tenant.id,
    saml: {
      issuer: plan.assertion.issuer,
      name_id: nameId.value,
      name_id_format: nameId.format,
      session_index: plan.assertion.session_index,
    },
  })
  return sendSamlForm(reply, signIn.acs_url, markup, signIn.relay_state)
}
