import type { ReactNode } from 'react'
import { PageHead } from '../../shell/page-head.tsx'

interface Props {
  readonly organizationId: string
  readonly connectionId: string | null
}

export function ConfigurePage({ organizationId }: Props): ReactNode {
  return <PageHead title="Configure" id={organizationId} />
}
