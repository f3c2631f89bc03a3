import type { ReactNode } from 'react'
import type { OrganizationTab } from '../../routes.ts'
import { PageHead } from '../../shell/page-head.tsx'

interface Props {
  readonly id: string
  readonly tab: OrganizationTab
  readonly connectionId: string | null
}

export function OrganizationPage({ id }: Props): ReactNode {
  return <PageHead title="Organization" id={id} />
}
