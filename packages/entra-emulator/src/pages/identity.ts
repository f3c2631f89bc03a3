import { displayedUserName } from '../claims/guest.ts'
import type { User } from '../directory/user.ts'
import { face } from './face.ts'
import { type Html, html } from './html.ts'

/** The chosen account, with the way back to the picker. */
export function identity(flowId: string, user: User): Html {
  return html`<form class="who" method="post" action="/_sign-in/account">
<input type="hidden" name="flow" value="${flowId}">
${face(user.displayName)}<div>${displayedUserName(user)}
<button class="back" type="submit" name="another" value="1">Use another account</button></div>
</form>`
}
