import type { Application } from '../../directory/application.ts'
import { type BladeCall, Refused, typed } from '../blade.ts'
import type { Choice } from '../layout/form.ts'

/** "Supported account types", as the portal prints them. */
export function accountTypes({ displayName }: { readonly displayName: string }): readonly Choice[] {
  return [
    {
      value: 'AzureADMyOrg',
      label: `Accounts in this organizational directory only (${displayName} only - Single tenant)`,
    },
    {
      value: 'AzureADMultipleOrgs',
      label: 'Accounts in any organizational directory (Any Microsoft Entra ID tenant - Multitenant)',
    },
    {
      value: 'AzureADandPersonalMicrosoftAccount',
      label:
        'Accounts in any organizational directory (Any Microsoft Entra ID tenant - Multitenant) and personal Microsoft accounts (e.g. Skype, Xbox)',
    },
    { value: 'PersonalMicrosoftAccount', label: 'Personal Microsoft accounts only' },
  ]
}

/**
 * @throws Refused
 */
export function chosenAccountType(call: BladeCall): Application['signInAudience'] {
  const value = typed(call, 'signInAudience')
  const known = accountTypes(call.tenant).find((one) => one.value === value)
  if (!known) throw new Refused('Supported account types: choose one.')
  if (value === 'PersonalMicrosoftAccount') {
    throw new Refused('Supported account types: this emulator has no personal accounts.')
  }
  return value === 'AzureADMyOrg' || value === 'AzureADMultipleOrgs' ? value : 'AzureADandPersonalMicrosoftAccount'
}

export type Platform = 'web' | 'spa' | 'publicClient'

/** The platforms of redirect URIs, in the order of the portal. */
export const platforms: readonly { readonly value: Platform; readonly label: string; readonly short: string }[] = [
  { value: 'publicClient', label: 'Public client/native (mobile & desktop)', short: 'Mobile and desktop applications' },
  { value: 'web', label: 'Web', short: 'Web' },
  { value: 'spa', label: 'Single-page application (SPA)', short: 'Single-page application' },
]
