import type { Organization } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'

export function GroupsTab({ organization }: { readonly organization: Organization }): ReactNode {
  return <p>{organization.name}</p>
}
