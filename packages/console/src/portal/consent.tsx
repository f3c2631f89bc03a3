/** The consent of an administrator: asked for in a new tab, and its result followed here. */
import type { SetupGuide } from '@gatehouse-sso/sdk/browser'
import { IconExternalLink } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { useLanguage } from '../language/language.tsx'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { type OpenedTab, openTab } from '../parts/new-tab.ts'
import { api } from './api.ts'
import classes from './consent.module.css'
import { Problem } from './problem.tsx'
import { useChange, useConnection, useSetup } from './session.tsx'

const pollMs = 2_000

export function Consent({ guide }: { readonly guide: SetupGuide }): ReactNode {
  const { t, date, time } = useLanguage()
  const { organization, vendor } = useSetup()
  const connection = useConnection()
  const client = useQueryClient()
  const [waitingSince, setWaitingSince] = useState<string | null>(null)
  const { company } = guide
  // Only while the other tab is open: the session has the result otherwise.
  const { data: asked } = useQuery({
    queryKey: ['consent', connection.id],
    queryFn: ({ signal }) => api.connections.get(connection.id, {}, { signal }),
    enabled: waitingSince !== null,
    refetchInterval: waitingSince === null ? false : pollMs,
    staleTime: 0,
  })
  const latest = (asked ?? connection).consent ?? connection.candidate?.consent ?? null
  const isAnswered = waitingSince !== null && latest !== null && latest.at > waitingSince
  useEffect(() => {
    if (!isAnswered) return
    setWaitingSince(null)
    void client.invalidateQueries({ queryKey: ['setup'] })
  }, [isAnswered, client])
  const ask = useChange(async (tab: OpenedTab) => {
    const { url } = await api.connections.consent(connection.id, { permissions: 'sign_in' })
    tab.goTo(url)
    return null
  })
  const start = (): void => {
    const tab = openTab()
    ask.mutate(tab, { onSuccess: () => setWaitingSince(new Date().toISOString()), onError: () => tab.close() })
  }
  const isWaiting = waitingSince !== null && !isAnswered
  const when = latest && `${date(latest.at)}, ${time(latest.at)}`
  return (
    <div className={classes.row}>
      <div>
        <h2>{t.access.consent}</h2>
        <p>{t.access.consentText(organization.name, vendor.name)}</p>
        <p className={classes.scopes}>
          {guide.security.scopes.map(({ scope }) => (
            <code key={scope}>{scope}</code>
          ))}
        </p>
        {latest?.result === 'failed' && <p>{latest.because}</p>}
        {ask.error && <Problem error={ask.error} />}
      </div>
      <div className={classes.state} aria-live="polite">
        {isWaiting ? (
          <Badge tone="waiting">{t.access.waiting}</Badge>
        ) : latest === null ? (
          <Badge tone="warn">{t.access.notYet}</Badge>
        ) : latest.result === 'granted' ? (
          <Badge tone="good">{t.access.granted(when ?? '')}</Badge>
        ) : latest.result === 'seen' ? (
          <Badge tone="good">{t.access.seen}</Badge>
        ) : (
          <Badge tone="bad">{latest.result === 'declined' ? t.access.declined(company) : t.access.failed}</Badge>
        )}
        {latest?.result !== 'granted' && latest?.result !== 'seen' && (
          <Button isBusy={ask.isPending} onClick={start}>
            {latest === null && !isWaiting ? t.access.grant(company) : t.access.again}
            <IconExternalLink className="icon" aria-hidden="true" />
            <span className="sr">{t.parts.newTab}</span>
          </Button>
        )}
      </div>
    </div>
  )
}
