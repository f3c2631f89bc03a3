/** Five numbers, each with its reason and the way to its rows. */
import type { Overview } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { daysUntil } from '../../../language/formats.ts'
import { useLanguage } from '../../../language/language.tsx'
import { Figures } from '../../../parts/figures.tsx'
import { useNow } from '../../data/now.ts'
import { paths } from '../../routes.ts'
import { overviewTexts, stateTexts } from '../../texts/texts.ts'

const t = overviewTexts.figures
/** More failing connections and expiring credentials than these are not listed. */
const mostListed = 20
const mostCounted = 1_000

export function OverviewFigures({ overview }: { readonly overview: Overview }): ReactNode {
  const { number, percent } = useLanguage()
  const now = useNow()
  const { last_24_hours, active_connections, failing_connections, expiring_credentials } = overview
  const all = last_24_hours.succeeded + last_24_hours.failed
  const counted = (count: number, most: number): string => (count < most ? number(count) : `${number(most)}+`)
  const failing = failing_connections.length
  const [soonest] = expiring_credentials
  const daysLeft = soonest ? daysUntil(soonest.expires_at, now) : null
  const names = [...new Set(failing_connections.map(({ organization_name }) => organization_name))]
  return (
    <Figures
      figures={[
        {
          label: t.signIns,
          value: number(all),
          why: all === 0 ? t.noSignIns : t.signInsWhy(number(last_24_hours.succeeded), number(last_24_hours.failed)),
          to: paths.signIns({ period: '24_hours' }),
        },
        {
          label: t.rate,
          value: all === 0 ? '–' : t.percent(percent(last_24_hours.succeeded / all)),
          why: all === 0 ? t.noRate : t.rateWhy(number(last_24_hours.failed), number(all)),
          to: paths.signIns({ period: '24_hours', state: 'failed' }),
        },
        {
          label: t.active,
          value: counted(active_connections, mostCounted),
          why: active_connections === 0 ? t.noActive : t.activeWhy(failing),
          to: paths.organizations({ state: 'active' }),
        },
        {
          label: t.failing,
          value: counted(failing, mostListed),
          why:
            failing === 0
              ? t.noFailing
              : names.length === 1
                ? (names[0] ?? '')
                : t.firstAndMore(names[0] ?? '', names.length - 1),
          to: paths.organizations({ view: 'failing' }),
          tone: failing > 0 ? 'bad' : 'plain',
        },
        {
          label: t.expiring,
          value: counted(expiring_credentials.length, mostListed),
          why: daysLeft === null ? t.noExpiring : daysLeft < 0 ? t.expired : t.next(stateTexts.inDays(daysLeft)),
          to: paths.organizations({ view: 'expiring' }),
          tone: daysLeft === null ? 'plain' : daysLeft < 7 ? 'bad' : daysLeft < 30 ? 'warn' : 'plain',
        },
      ]}
    />
  )
}
