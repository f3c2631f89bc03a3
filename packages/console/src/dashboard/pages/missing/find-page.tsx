/** Looks a resource inside an organization up, and goes to its page there. */
import { NotFoundError } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { Redirect } from 'wouter'
import { Failed } from '../../../parts/failed.tsx'
import { useRead } from '../../data/reading.ts'
import { idPrefix, paths } from '../../routes.ts'
import { LoadingPage } from '../../shell/loading-page.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { shellTexts } from '../../texts/texts.ts'
import { MissingPage } from './missing-page.tsx'

export function FindPage({ id }: { readonly id: string }): ReactNode {
  const prefix = idPrefix(id)
  const { data, error, refetch } = useRead(
    ['find', id],
    async (api, options) => {
      if (prefix === 'conn') return paths.connection((await api.connections.get(id, {}, options)).organization_id, id)
      const { organization_id } = await api.setupLinks.get(id, {}, options)
      return paths.organization(organization_id, 'overview', { setup_link: id })
    },
    { isEnabled: prefix === 'conn' || prefix === 'setup' },
  )
  const t = shellTexts.find
  if (prefix !== 'conn' && prefix !== 'setup') return <MissingPage />
  if (data !== undefined) return <Redirect to={data} replace />
  if (error instanceof NotFoundError) return <PageHead title={t.gone} text={t.goneText} id={id} />
  return (
    <>
      <PageHead title={t.title(id)} />
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : <LoadingPage />}
    </>
  )
}
