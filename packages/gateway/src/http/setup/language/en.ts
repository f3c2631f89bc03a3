/** The texts of the pages before the portal in English. de.ts has the same keys. */
export const en = {
  title: (vendor: string) => `Set up single sign-on – ${vendor}`,
  heading: (vendor: string, organization: string) => `${vendor} invites ${organization} to set up single sign-on`,
  heading_manage: (vendor: string, organization: string) => `${organization}: single sign-on to ${vendor}`,
  lead: (vendor: string) =>
    `Your colleagues will sign in to ${vendor} with their account at work. You connect your directory once. Nothing changes until you turn it on.`,
  lead_manage: (vendor: string) =>
    `Replace a credential before it expires, test the sign-in, and choose which groups get which role in ${vendor}.`,
  lead_step: (vendor: string) => `A colleague asks you for one step of connecting your directory to ${vendor}.`,
  role: 'An administrator role',
  role_text:
    'In Microsoft Entra ID: Cloud Application Administrator or higher. Not yours? Send this page on to a colleague who has it.',
  time: 'About 10\u00a0minutes',
  time_text: 'You can stop at any step and go on later, on any device.',
  passwords: 'No passwords change hands',
  passwords_text: (vendor: string) => `${vendor} receives name, email address and the groups you choose.`,
  start: 'Start setup',
  go_on: 'Continue setup',
  manage: 'Manage single sign-on',
  untouched: (date: string) => `Opening this page changed nothing. The link stays valid until ${date}.`,
  plan: 'What you will do',
  minutes: 'Minutes',
  plan_steps: (vendor: string): readonly (readonly [string, string, number])[] => [
    ['Choose your identity provider', 'Microsoft Entra ID, Okta, Google or another', 1],
    [`Register ${vendor} there`, 'Every menu and every value is shown', 2],
    ['Paste the values', 'Each is checked while you are on the page', 2],
    ['Choose who gets in', `Your groups become roles in ${vendor}`, 2],
    ['Run a test sign-in', `You see what ${vendor} will receive`, 1],
    ['Turn it on', `Now, or when ${vendor} is ready`, 2],
  ],
  invited_by: 'Invited by',
  questions: 'Questions',
  secured: 'Secured by Gatehouse',
  other_language: 'Deutsch',
  ask: 'Ask {mail} for a new link.',
  ask_vendor: 'Ask the people who sent it for a new link.',
  invalid: 'This setup link is not valid',
  invalid_text:
    'A part of it is missing, or it belongs to another address. Open the whole link of the newest message again.',
  expired: 'This setup link has expired',
  expired_text: 'What you entered is kept, and a new link goes on from there.',
  revoked: 'This setup link was revoked',
  revoked_text: 'Nothing that you entered is lost.',
  completed: 'This setup is complete',
  completed_text: 'The link is used up. To change something later, a link to manage the connection is needed.',
  busy: 'This link was opened too often',
  busy_text: 'Wait an hour, then open it again.',
  reference: 'Reference',
  not_built: 'The setup portal is not built',
  not_built_text: 'The people who run this service must build it: `npm run build`.',
}

export type SetupTexts = typeof en
