import type { Application } from '../directory/application.ts'
import { isJsonObject, type JsonObject } from '../directory/reader.ts'
import type { SamlSettings } from '../directory/saml.ts'
import { newSamlCertificate, type SamlSigningCertificate } from '../directory/saml-certificate.ts'
import { newGuid } from '../identifier.ts'
import { type AdminCall, AdminError, type AdminRoute, param } from './admin-route.ts'
import { applicationOf } from './application-routes.ts'
import { bodyObject, changeTenant, notFound } from './tenant-change.ts'

const base = '/_admin/tenants/:tenant/applications/:id/saml/signingCertificates'

function settingsOf(application: Application): SamlSettings {
  if (application.saml) return application.saml
  throw new AdminError(400, 'invalid', `The application "${application.displayName}" has no "saml".`)
}

/** Replaces the signing certificates of the application and returns the new ones. */
function changeCertificates(
  call: AdminCall,
  change: (certificates: readonly SamlSigningCertificate[]) => readonly JsonObject[],
): readonly SamlSigningCertificate[] {
  const application = applicationOf(call)
  const signingCertificates = change(settingsOf(application).signingCertificates)
  const changed = changeTenant(call, (draft) => ({
    ...draft,
    applications: draft.applications.map((one) =>
      one.appId === application.appId && isJsonObject(one.saml)
        ? { ...one, saml: { ...one.saml, signingCertificates } }
        : one,
    ),
  }))
  const after = changed.applications.find(({ appId }) => appId === application.appId)
  return after ? settingsOf(after).signingCertificates : []
}

/** Changes the certificate in the path. `change` returns nothing to delete it. */
function changeNamed(
  call: AdminCall,
  change: (certificate: SamlSigningCertificate, isNamed: boolean) => readonly SamlSigningCertificate[],
): readonly SamlSigningCertificate[] {
  const keyId = param(call, 'key').toLowerCase()
  return changeCertificates(call, (certificates) => {
    if (!certificates.some((one) => one.keyId === keyId)) throw notFound('signing certificate', keyId)
    return certificates.flatMap((one) => change(one, one.keyId === keyId)).map((one) => ({ ...one }))
  })
}

export const samlRoutes: readonly AdminRoute[] = [
  {
    method: 'POST',
    path: base,
    says: 'add a SAML signing certificate, inactive and for three years if the body says nothing else',
    act: (call) => {
      const { clock, entropy } = call.emulation
      const made = { ...newSamlCertificate(newGuid(entropy), clock.now()), ...bodyObject(call) }
      return changeCertificates(call, (certificates) => [...certificates.map((one) => ({ ...one })), made]).at(-1)
    },
  },
  {
    method: 'POST',
    path: `${base}/:key/activate`,
    says: 'make a SAML signing certificate active, and the others inactive',
    act: (call) => ({ value: changeNamed(call, (one, isNamed) => [{ ...one, active: isNamed }]) }),
  },
  {
    method: 'DELETE',
    path: `${base}/:key`,
    says: 'delete a SAML signing certificate',
    act: (call) => void changeNamed(call, (one, isNamed) => (isNamed ? [] : [one])),
  },
]
