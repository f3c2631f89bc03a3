/** One application: its settings, and a quick start with its values. */
import { type Application, NotFoundError } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { ButtonLink } from '../../../parts/button.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { StateBadge } from '../../../parts/state-badge.tsx'
import { Tabs } from '../../../parts/tabs.tsx'
import { useRead } from '../../data/reading.ts'
import { paths } from '../../routes.ts'
import { LoadingPage } from '../../shell/loading-page.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { applicationsTexts, applicationTexts as t } from '../../texts/texts.ts'
import { ApplicationSettings } from './application-settings.tsx'
import { QuickStart } from './quick-start.tsx'

const tabs = ['settings', 'quick_start'] as const

interface Props {
  readonly id: string
  readonly tab: string
}

export function ApplicationPage({ id, tab }: Props): ReactNode {
  const { data, error, refetch } = useRead(['application', id], (api, options) => api.applications.get(id, options))
  const crumbs = [{ name: applicationsTexts.title, to: paths.applications() }]
  if (data === undefined) {
    if (error instanceof NotFoundError) return <PageHead title={t.gone} text={t.goneText} id={id} crumbs={crumbs} />
    if (error === null) return <LoadingPage />
    return (
      <>
        <PageHead title={id} crumbs={crumbs} />
        <Failed title={t.notLoaded} error={error} onRetry={() => void refetch()} />
      </>
    )
  }
  const current = tabs.find((one) => one === tab) ?? 'settings'
  return (
    <>
      <PageHead
        title={data.name}
        crumbs={crumbs}
        id={data.id}
        badge={<State application={data} />}
        actions={<ButtonLink to={paths.events({ object_id: id })}>{t.events}</ButtonLink>}
      />
      <Tabs
        label={t.tabsLabel}
        current={current}
        tabs={tabs.map((one) => ({
          id: one,
          label: t.tabs[one],
          to: one === 'settings' ? paths.application(id) : `${paths.application(id)}/${one}`,
        }))}
      />
      {current === 'settings' ? <ApplicationSettings application={data} /> : <QuickStart application={data} />}
    </>
  )
}

const State = ({ application: { state } }: { readonly application: Application }): ReactNode =>
  state === 'active' ? (
    <StateBadge shape="dot" tone="good" isPill>
      {applicationsTexts.states.active}
    </StateBadge>
  ) : (
    <StateBadge shape="dash" isPill>
      {applicationsTexts.states.inactive}
    </StateBadge>
  )
