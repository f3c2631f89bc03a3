/** A delegated permission of Microsoft Graph that the emulator supports, with its texts on the consent page. */
export interface GraphPermission {
  readonly title: string
  readonly says: string
  /** Only an administrator may consent. */
  readonly admin: boolean
}

const user = (title: string, says: string): GraphPermission => ({ title, says, admin: false })
const admin = (title: string, says: string): GraphPermission => ({ title, says, admin: true })

export const graphPermissions: Readonly<Record<string, GraphPermission>> = {
  openid: user('Sign you in', 'The app can see that it is you.'),
  profile: user('View your basic profile', 'The app can see your name and your user name.'),
  email: user('View your email address', 'The app can read your primary email address.'),
  offline_access: user(
    'Maintain access to data you have given it access to',
    'The app can see and update this data even when you are not using it.',
  ),
  'User.Read': user('Sign you in and read your profile', 'The app can read your profile and the groups you are in.'),
  'User.ReadBasic.All': user("Read all users' basic profiles", 'The app can read names and addresses of all users.'),
  'User.Read.All': admin("Read all users' full profiles", 'The app can read the full profile of all users.'),
  'GroupMember.Read.All': admin('Read group memberships', 'The app can read groups and who is in them.'),
  'Group.Read.All': admin('Read all groups', 'The app can read groups, their members and their content.'),
  'Directory.Read.All': admin('Read directory data', 'The app can read everything in the directory.'),
  'Mail.Read': user('Read your mail', 'The app can read your mailbox.'),
  'Calendars.Read': user('Read your calendars', 'The app can read your calendars.'),
}

/** The permission in its canonical spelling. Microsoft Graph ignores case. */
export function graphPermissionNamed(value: string): string | undefined {
  return Object.keys(graphPermissions).find((name) => name.toLowerCase() === value.toLowerCase())
}
