import type { Directory } from '../directory/directory.ts'
import type { SignedInAccount } from '../sessions/sessions.ts'

/** The URLs of front-channel logout, for the applications that got a code in these sessions. */
export function frontChannelUrls(directory: Directory, accounts: readonly SignedInAccount[]): readonly string[] {
  return accounts.flatMap(({ applications, sid }) =>
    applications.flatMap(({ app_id, saml }) => {
      const logoutUrl = directory.application(app_id)?.application.web.logoutUrl
      if (!logoutUrl || saml) return []
      return [`${logoutUrl}${logoutUrl.includes('?') ? '&' : '?'}sid=${encodeURIComponent(sid)}`]
    }),
  )
}
