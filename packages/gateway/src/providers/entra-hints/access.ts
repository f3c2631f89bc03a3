/** Multifactor authentication, Conditional Access and restrictions between tenants. */
import { hint } from './row.ts'

const again = (cause: string, what = 'Sign in again and follow the steps on the page.') =>
  hint('person', 'sign_in_page', cause, what)
const policy = (cause: string, what: string) => hint('administrator', 'sign_in_logs', cause, what)
const seeLogs =
  'The tab Conditional Access of the entry names the policy. Change the policy, or let the person meet it.'

export const accessHints = {
  50072: again('The person must register for multifactor authentication.'),
  50079: again('The person must register for multifactor authentication.'),
  50074: again('Multifactor authentication is required.'),
  50076: again('A policy or a new place requires multifactor authentication.'),
  50078: again('The last multifactor authentication is too long ago.'),
  50097: policy(
    'A policy requires a registered device.',
    'Let the person sign in on a registered device, or change the policy.',
  ),
  50158: again('An external step of the sign-in was not finished.'),
  70043: again('A policy requires a new sign-in after this time.', 'Sign in again.'),
  53000: policy('The device does not meet a policy.', 'Bring the device into compliance, or change the policy.'),
  53001: policy('The device is not joined to the domain.', 'Let the person use a joined device, or change the policy.'),
  53002: policy(
    'The application is not on the list of approved applications.',
    'Let the person use an approved browser, or change the policy.',
  ),
  53003: policy('Conditional Access blocked the sign-in.', seeLogs),
  530032: policy('A security policy of the tenant blocked the sign-in.', seeLogs),
  530035: policy(
    'The security defaults of the tenant blocked the sign-in.',
    'Let the person use a modern method of authentication, or use Conditional Access instead of security defaults.',
  ),
  530036: policy(
    'Conditional Access blocks the device code flow.',
    'Use another way to sign in, or exclude the program from the policy with the condition "Authentication flows".',
  ),
  53004: again('The person must set up multifactor authentication on a trusted device first.'),
  53011: policy('The account is at risk.', 'Look at Identity Protection, and release the account if the risk is none.'),
  50131: policy('Conditional Access blocked the sign-in.', seeLogs),
  50002: hint(
    'administrator',
    'external',
    'A restriction of tenants on the network blocks this tenant.',
    'Let the network administrator allow the tenant in the proxy that adds the restriction.',
  ),
  500021: hint(
    'administrator',
    'external',
    'The network of the person blocks this tenant.',
    'Let the network administrator allow the tenant in the proxy that adds the restriction.',
  ),
  500022: hint(
    'administrator',
    'external',
    'The network of the person blocks this tenant.',
    'Let the network administrator allow the tenant in the proxy that adds the restriction.',
  ),
  500212: hint(
    'administrator',
    'external',
    "The person's own organization does not let them sign in here.",
    'Its administrator allows outbound access to this tenant.',
  ),
  500213: hint(
    'administrator',
    'external',
    'The tenant does not let people of this organization in.',
    'Allow inbound access for the organization of the person.',
  ),
} as const
