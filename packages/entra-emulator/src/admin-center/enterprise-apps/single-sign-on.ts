import { html } from '../../pages/html.ts'
import type { Blade, BladeCall, BladeRoute } from '../blade.ts'
import { places } from '../layout/navigation.ts'
import { attributeActs, attributesSection } from './attributes-and-claims.ts'
import { nonGalleryTag } from './create-own.ts'
import { enterpriseBlade, enterpriseOf } from './enterprise.ts'

/**
 * The blade "Single sign-on". A registered application signs people in by OpenID Connect, which is set up in App
 * registrations. Custom claims are set up here. SAML is not emulated yet, and this page does not pretend it is.
 */
function show(call: BladeCall): Blade {
  const { application, settings, is_own } = enterpriseOf(call)
  const registration = `${places.app_registrations.path}/${application.appId}`
  const isNonGallery = settings.tags.includes(nonGalleryTag)
  return enterpriseBlade(application, {
    title: 'Single sign-on',
    body: html`${
      isNonGallery
        ? html`<h2>Select a single sign-on method</h2>
<p>SAML comes with a later version of this emulator. Until then the application signs people in by OpenID Connect: set it up in the
<a href="${registration}">App registrations experience</a>.</p>`
        : html`<h2>OIDC-based Sign-on</h2>
<p>The single sign-on configuration is not available for this application in the Enterprise applications experience.
${application.displayName} was created using the App registrations experience.${
            is_own && html` Configure it in the <a href="${registration}">App registrations experience</a>.`
          }</p>`
    }${attributesSection(call, application, settings)}`,
  })
}

export const singleSignOnRoute: BladeRoute = {
  path: '/enterprise-apps/:appId/single-sign-on',
  show,
  acts: attributeActs,
}
