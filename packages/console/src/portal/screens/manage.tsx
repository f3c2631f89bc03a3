/** The overview of a connection that is on: its health, credentials, recent sign-ins, and what can be changed. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import frame from '../../frame/frame.module.css'
import { Head } from '../../frame/panel.tsx'
import { daysUntil } from '../../language/formats.ts'
import { useLanguage } from '../../language/language.tsx'
import { Badge } from '../../parts/badge.tsx'
import { ButtonLink } from '../../parts/button.tsx'
import { lifeOf } from '../../parts/life.ts'
import { Strip } from '../../parts/strip.tsx'
import { Candidate } from '../manage/candidate.tsx'
import { Credentials } from '../manage/credentials.tsx'
import { Health } from '../manage/health.tsx'
import { RecentSignIns } from '../manage/recent.tsx'
import { SamlValues, SamlWarnings } from '../manage/saml.tsx'
import { Settings } from '../manage/settings.tsx'
import { HallPage } from '../page.tsx'
import { useConnection, useGuide, useSetup } from '../session.tsx'
import { pathOf } from '../walk.ts'

export function ManageScreen(): ReactNode {
  const { t } = useLanguage()
  const session = useSetup()
  const connection = useConnection()
  const { data: guide } = useGuide()
  const [now] = useState(() => Date.now())
  const { organization, vendor, tenant, providers } = session
  const provider = guide?.name ?? providers.find(({ type }) => type === connection.type)?.name ?? connection.name
  return (
    <HallPage>
      <main id="main">
        <Head
          title={t.frame.context(organization.name)}
          vendor={vendor.name}
          lead={[provider, ...tenant].join(' · ')}
          outcome={<State connection={connection} />}
          end={<ButtonLink to="/test">{t.manage.test}</ButtonLink>}
        />
        <Expiring connection={connection} now={now} />
        <SamlWarnings connection={connection} />
        {connection.candidate && <Candidate connection={connection} />}
        <div className={frame.panel}>
          <Health connection={connection} now={now} />
          <SamlValues connection={connection} now={now} />
          <Credentials connection={connection} now={now} />
          <RecentSignIns connection={connection} guide={guide} />
          <Settings connection={connection} />
        </div>
      </main>
    </HallPage>
  )
}

function State({ connection: { state } }: { readonly connection: Connection }): ReactNode {
  const { t } = useLanguage()
  if (state === 'active') return <Badge tone="good">{t.manage.working}</Badge>
  return <Badge tone="plain">{state === 'draft' ? t.manage.draft : t.manage.off}</Badge>
}

/** A warning about a credential that ends unless somebody acts. */
function Expiring({ connection, now }: { readonly connection: Connection; readonly now: number }): ReactNode {
  const { t, date } = useLanguage()
  const session = useSetup()
  const used = connection.credentials.find(({ active }) => active)
  const life = used && lifeOf(used.created_at, used.not_after, now)
  if (!used || !life || life.state === 'fresh' || used.not_after === null) return null
  const kind = t.turnOn.credentials[used.type]
  const isOver = life.state === 'over'
  return (
    <Strip tone={isOver ? 'bad' : 'warn'}>
      <span>
        {isOver ? t.manage.expired(kind) : t.manage.expiresIn(kind, daysUntil(used.not_after, now))}{' '}
        {!isOver && t.manage.thenNobody(date(used.not_after))}{' '}
        {connection.credentials.length < 2 && <Link to={pathOf(session, 'values')}>{t.manage.addNext}</Link>}
      </span>
    </Strip>
  )
}
