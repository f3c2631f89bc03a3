import type { User } from '../directory/user.ts'

/** The error text of the password page, or undefined if the password is accepted. */
export function passwordProblem(user: User, password: string): string | undefined {
  if (user.accountLocked) {
    return 'AADSTS50053: Your account is temporarily locked to prevent unauthorized use. Try again later, and if you still have trouble, contact your admin.'
  }
  if (password !== user.password) {
    return "AADSTS50126: Your account or password is incorrect. If you don't remember your password, ask the owner of this test directory."
  }
  if (!user.accountEnabled) {
    return 'AADSTS50057: Your account has been disabled. Contact your support person to unlock it, then try again.'
  }
  if (user.passwordExpired) return 'AADSTS50055: Your password has expired. Update it before you sign in.'
  return undefined
}

/** The error text of the picker for an unknown name. */
export const unknownNameProblem =
  'AADSTS50034: This username may be incorrect. Make sure you typed it correctly. Otherwise, contact your admin.'
