import type { ReactNode } from 'react'
import { PageHead } from '../../shell/page-head.tsx'

export function OverviewPage(): ReactNode {
  return <PageHead title="OverviewPage" />
}
