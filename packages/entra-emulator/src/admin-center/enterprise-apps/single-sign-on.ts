import { type Html, html } from '../../pages/html.ts'
import { asSamlApplication, type SamlApplication } from '../../saml/find-application.ts'
import type { Blade, BladeCall, BladeRoute } from '../blade.ts'
import { places } from '../layout/navigation.ts'
import { attributeActs, attributesSection } from './attributes-and-claims.ts'
import { nonGalleryTag } from './create-own.ts'
import { enterpriseBlade, enterpriseOf } from './enterprise.ts'
import { basicActs, basicSection } from './saml/basic-configuration.ts'
import { chooseMethod, methodActs } from './saml/choose-method.ts'
import { claimActs, claimsSection } from './saml/claims.ts'
import { groupClaimActs } from './saml/group-claim.ts'
import { setUpSections } from './saml/set-up.ts'
import { certificatesSection, signingActs } from './saml/signing-certificates.ts'
import { verificationActs, verificationSection } from './saml/verification-certificates.ts'

/** The page "SAML-based Sign-on", in the five numbered parts of the portal. */
async function samlPage(call: BladeCall, application: SamlApplication): Promise<Html> {
  return html`<h2>Set up Single Sign-On with SAML</h2>
${basicSection(call, application)}
${claimsSection(call, application)}
${await certificatesSection(call, application)}
${verificationSection(call, application)}
${setUpSections(call, application)}`
}

/** The page of an application with OpenID Connect, which is set up in App registrations. */
function oidcPage(call: BladeCall): Html {
  const { application, settings, is_own } = enterpriseOf(call)
  const registration = `${places.app_registrations.path}/${application.appId}`
  return html`<h2>OIDC-based Sign-on</h2>
<p>The single sign-on configuration is not available for this application in the Enterprise applications experience.
${application.displayName} was created using the App registrations experience.${
    is_own && html` Configure it in the <a href="${registration}">App registrations experience</a>.`
  }</p>${attributesSection(call, application, settings)}`
}

/** The blade "Single sign-on". */
async function show(call: BladeCall): Promise<Blade> {
  const { application, settings, is_own } = enterpriseOf(call)
  const saml = is_own ? asSamlApplication(application) : undefined
  if (saml) {
    return enterpriseBlade(application, { title: 'SAML-based Sign-on', body: await samlPage(call, saml) })
  }
  const canChoose = is_own && settings.tags.includes(nonGalleryTag)
  return enterpriseBlade(application, {
    title: 'Single sign-on',
    body: canChoose ? html`${chooseMethod(call)}${attributesSection(call, application, settings)}` : oidcPage(call),
  })
}

export const singleSignOnRoute: BladeRoute = {
  path: '/enterprise-apps/:appId/single-sign-on',
  show,
  acts: {
    ...attributeActs,
    ...methodActs,
    ...basicActs,
    ...claimActs,
    ...groupClaimActs,
    ...signingActs,
    ...verificationActs,
  },
}
