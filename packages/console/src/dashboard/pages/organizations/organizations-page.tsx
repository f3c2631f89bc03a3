import type { ReactNode } from 'react'
import { PageHead } from '../../shell/page-head.tsx'

export function OrganizationsPage(): ReactNode {
  return <PageHead title="OrganizationsPage" />
}
