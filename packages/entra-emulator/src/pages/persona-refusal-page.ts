import type { PersonaApplication } from '../directory/persona-application.ts'
import type { User } from '../directory/user.ts'
import { html } from './html.ts'
import type { Page } from './send-page.ts'

/** The page of Okta or Google for a person to whom the application is not assigned. */
export function personaRefusalPage({ persona, displayName }: PersonaApplication, user: User): Page {
  const says =
    persona === 'okta'
      ? 'User is not assigned to the client application.'
      : 'Error: app_not_configured_for_user. Service is not configured for this user.'
  return {
    title: persona === 'okta' ? 'Okta' : 'Google',
    body: html`<h1>${displayName}</h1>
<p role="alert">${says}</p>
<p class="small">Signed in as ${user.userPrincipalName}. Assign the person or one of the person’s groups.</p>`,
  }
}

/** The page for a request that Okta or Google does not take. */
export function personaErrorPage(persona: PersonaApplication['persona'], says: string): Page {
  return {
    title: persona === 'okta' ? 'Okta' : 'Google',
    body: html`<h1>${persona === 'okta' ? '400 Bad Request' : '403. That’s an error.'}</h1>
<p role="alert">${says}</p>`,
  }
}
