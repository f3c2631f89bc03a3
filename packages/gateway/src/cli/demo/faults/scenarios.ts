/** The faults of Entra in the demonstration, in the order of the page. Each is one click. */
import type { ChangeName, FaultFixture } from 'entra-emulator'

/** The people of the directory whose sign-in shows a fault well. */
export type Person = 'ada' | 'grace' | 'linus'

export interface Scenario {
  readonly name: string
  /** The words on the button. */
  readonly title: string
  /** The event at Entra, in one sentence. */
  readonly says: string
  readonly person: Person
  /** A change of the directory: of the person, or of the gateway's application. */
  readonly change?: ChangeName
  readonly fault?: FaultFixture
}

export interface Group {
  readonly title: string
  readonly scenarios: readonly Scenario[]
}

const one = (
  name: string,
  title: string,
  person: Person,
  says: string,
  cause: Pick<Scenario, 'change' | 'fault'>,
): Scenario => ({ name, title, says, person, ...cause })
const error = (code: number, at?: FaultFixture['at']): Pick<Scenario, 'fault'> => ({
  fault: { name: 'error', code, ...(at && { at }) },
})

export const groups: readonly Group[] = [
  {
    title: 'Credentials',
    scenarios: [
      one('expire-secret', 'Expire the secret', 'ada', 'The client secret of the connection ends today.', {
        change: 'expire-secrets',
      }),
      one('replace-secret', 'Replace the secret', 'ada', 'Somebody made a new secret and deleted the one in use.', {
        change: 'replace-secrets',
      }),
    ],
  },
  {
    title: 'Access',
    scenarios: [
      one(
        'remove-assignment',
        'Remove the assignment',
        'linus',
        '"Assignment required" is on, and Linus is left out.',
        {
          change: 'require-assignment',
        },
      ),
      one('remove-roles', 'Remove the app role', 'ada', 'Ada is no administrator of the application any more.', {
        change: 'remove-assignments',
      }),
      one('require-consent', 'Let only administrators consent', 'linus', 'Nobody has consented for the organization.', {
        change: 'admin-consent-only',
      }),
      one('conditional-access', 'Block by Conditional Access', 'grace', 'A policy blocks the place or the device.', {
        ...error(53003, 'redirect'),
      }),
      one('multifactor', 'Ask for a second factor', 'grace', 'A policy wants multifactor authentication first.', {
        ...error(50076, 'redirect'),
      }),
    ],
  },
  {
    title: 'People',
    scenarios: [
      one('many-groups', '231 groups', 'grace', 'Grace is in more groups than a token holds.', {
        change: 'many-groups',
      }),
      one('many-groups-unread', '231 groups, and Graph is down', 'grace', 'Nobody can say which groups Grace is in.', {
        change: 'many-groups',
        fault: { name: 'graph-503' },
      }),
      one('rename', 'Rename a person', 'grace', 'Grace gets another name, user name and email.', { change: 'rename' }),
      one('disable', 'Disable a person', 'linus', 'Linus has left, and his account is disabled.', {
        change: 'disable',
      }),
      one('remove-email', 'Remove the email', 'linus', 'The mailbox of Linus is gone.', { change: 'remove-email' }),
      one('make-guest', 'Make a person a guest', 'linus', 'Linus moved to a partner, and is a guest now.', {
        change: 'make-guest',
      }),
    ],
  },
  {
    title: 'The registration',
    scenarios: [
      one('remove-redirect-uri', 'Remove the redirect URI', 'ada', 'Somebody tidied up the registration.', {
        change: 'remove-redirect-uris',
      }),
      one('switch-off', 'Switch the application off', 'ada', '"Enabled for users to sign-in?" is No.', {
        change: 'switch-off',
      }),
      one('delete', 'Delete the application', 'ada', 'The registration is gone.', { change: 'delete' }),
    ],
  },
  {
    title: 'Tokens',
    scenarios: [
      one('rotate-key', 'Rotate the key', 'ada', 'Entra signs with a key that nobody has fetched yet.', {
        fault: { name: 'key-rotated' },
      }),
      one(
        'foreign-key',
        'Sign with the key of another cloud',
        'ada',
        'The key is published, and not for this tenant.',
        {
          fault: { name: 'foreign-key' },
        },
      ),
      one('alg-none', 'Do not sign', 'ada', 'The ID token has no signature.', { fault: { name: 'alg-none' } }),
      one('wrong-nonce', 'Send the token of another sign-in', 'ada', 'The nonce is not the one that was sent.', {
        fault: { name: 'wrong-nonce' },
      }),
      one('expired', 'Send an old token', 'ada', 'The ID token expired an hour ago.', { fault: { name: 'expired' } }),
    ],
  },
  {
    title: 'Entra itself',
    scenarios: [
      one('busy', 'Too many requests', 'grace', 'Entra answers 429 with Retry-After.', {
        fault: { name: 'token-429' },
      }),
      one('down', 'Out of order', 'grace', 'Entra answers 503.', { fault: { name: 'token-503' } }),
      one('silent', 'No answer at all', 'grace', 'Entra hangs. Gatehouse gives up after ten seconds.', {
        fault: { name: 'token-hangs' },
      }),
    ],
  },
]

export function scenarioNamed(name: string): Scenario | undefined {
  return groups.flatMap(({ scenarios }) => scenarios).find((scenario) => scenario.name === name)
}
