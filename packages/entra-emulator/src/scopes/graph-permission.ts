/** A permission of Microsoft Graph that the emulator supports, with its texts. */
export interface GraphPermission {
  /** On the consent page of a person. */
  readonly title: string
  /** In the admin center, and on the consent page for an organization. */
  readonly admin_title: string
  readonly says: string
  /** Only an administrator may consent. Only these exist also without a signed-in person. */
  readonly admin: boolean
}

const user = (title: string, admin_title: string, says: string): GraphPermission => ({
  title,
  admin_title,
  says,
  admin: false,
})
const admin = (title: string, says: string): GraphPermission => ({ title, admin_title: title, says, admin: true })

export const graphPermissions: Readonly<Record<string, GraphPermission>> = {
  openid: user('Sign you in', 'Sign users in', 'The app can see that it is you.'),
  profile: user(
    'View your basic profile',
    "View users' basic profile",
    'The app can see your name and your user name.',
  ),
  email: user('View your email address', "View users' email address", 'The app can read your primary email address.'),
  offline_access: user(
    'Maintain access to data you have given it access to',
    'Maintain access to data you have given it access to',
    'The app can see and update this data even when you are not using it.',
  ),
  'User.Read': user(
    'Sign you in and read your profile',
    'Sign in and read user profile',
    'The app can read your profile and the groups you are in.',
  ),
  'User.ReadBasic.All': user(
    "Read all users' basic profiles",
    "Read all users' basic profiles",
    'The app can read names and addresses of all users.',
  ),
  'User.Read.All': admin("Read all users' full profiles", 'The app can read the full profile of all users.'),
  'GroupMember.Read.All': admin('Read group memberships', 'The app can read groups and who is in them.'),
  'Group.Read.All': admin('Read all groups', 'The app can read groups, their members and their content.'),
  'Directory.Read.All': admin('Read directory data', 'The app can read everything in the directory.'),
  'Mail.Read': user('Read your mail', 'Read user mail', 'The app can read your mailbox.'),
  'Calendars.Read': user('Read your calendars', 'Read user calendars', 'The app can read your calendars.'),
}

/** Permissions that a tenant counts as low-impact. A person may consent to them if only these are allowed. */
export const lowImpact: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'offline_access', 'User.Read'])

/** The permission in its canonical spelling. Microsoft Graph ignores case. */
export function graphPermissionNamed(value: string): string | undefined {
  return Object.keys(graphPermissions).find((name) => name.toLowerCase() === value.toLowerCase())
}
