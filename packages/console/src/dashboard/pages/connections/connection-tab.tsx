import type { Organization } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'

interface Props {
  readonly organization: Organization
  readonly connectionId: string | null
}

export function ConnectionTab({ connectionId }: Props): ReactNode {
  return <p>{connectionId}</p>
}
