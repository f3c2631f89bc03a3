/** Words for states, codes and the parties that act, on every page. */

/** A code as words, where no sentence for it is at hand: `client_secret_wrong` → `Client secret wrong` */
export function codeInWords(code: string): string {
  const text = code.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export const stateTexts = {
  connection: { active: 'Active', draft: 'Draft', inactive: 'Inactive', failing: 'Failing', none: 'Not set up' },
  signIn: {
    in_progress: 'In progress',
    succeeded: 'Succeeded',
    failed: 'Failed',
    abandoned: 'Abandoned',
    test_in_progress: 'Test running',
    test_succeeded: 'Test passed',
    test_failed: 'Test failed',
  },
  setupLink: { open: 'Open', started: 'Started', completed: 'Completed', expired: 'Expired', revoked: 'Revoked' },
  domain: { pending: 'Waits for DNS', verified: 'Verified', failed: 'Not proved' },
  days: (days: number) => (days === 1 ? '1 day' : `${days} days`),
  inDays: (days: number) => (days === 0 ? 'today' : days === 1 ? 'in 1 day' : `in ${days} days`),
  expired: 'Expired',
  endsIn: (days: number) =>
    days < 0
      ? 'credential expired'
      : `credential ends ${days === 0 ? 'today' : `in ${days === 1 ? '1 day' : `${days} days`}`}`,
  unknownPerson: 'Unknown person',
} as const
