/** Screen 6: a test sign-in in another tab, which this page follows; then its result or its failure. */
import type { ConnectionExplanation, SetupGuide } from '@gatehouse-sso/sdk/browser'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { ActionBar, Head, Panel, PanelBody } from '../../frame/panel.tsx'
import { useLanguage } from '../../language/language.tsx'
import { Button } from '../../parts/button.tsx'
import { type OpenedTab, openTab } from '../../parts/new-tab.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { Strip } from '../../parts/strip.tsx'
import { Timeline } from '../../parts/timeline.tsx'
import { api } from '../api.ts'
import { Guided } from '../guided.tsx'
import { BackLink } from '../onward.tsx'
import { Problem } from '../problem.tsx'
import { useChange, useConnection, useLatestTest, useSetup } from '../session.tsx'
import { TestExplained } from '../test/explained.tsx'
import { TestFailed } from '../test/failed.tsx'
import { TestResult } from '../test/result.tsx'
import { TestRunning } from '../test/running.tsx'
import { stageTexts } from '../test/stage-texts.ts'

const longestMs = 15 * 60_000

export function TestScreen(): ReactNode {
  return <Guided step="test">{(guide) => <Test guide={guide} />}</Guided>
}

/** A test that was begun here: the tab, the address of its link, and the latest test before it. */
interface Begun {
  readonly tab: OpenedTab
  readonly url: string
  readonly at: string
  readonly before: string | null
}

function Test({ guide }: { readonly guide: SetupGuide }): ReactNode {
  const connection = useConnection()
  const [begun, setBegun] = useState<Begun | null>(null)
  const [explained, setExplained] = useState<ConnectionExplanation | null>(null)
  const [isStopped, setStopped] = useState(false)
  const { data: test, error, refetch } = useLatestTest(begun)
  const start = useChange(async (tab: OpenedTab) => {
    const made = connection.candidate
      ? await api.connections.testCandidate(connection.id)
      : await api.connections.test(connection.id)
    tab.goTo(made.url)
    return { tab, url: made.url, at: new Date().toISOString(), before: test?.sign_in_id ?? null }
  })
  // The session knows of a finished test, and the groups that it brought.
  const client = useQueryClient()
  const finished = test && test.state !== 'test_in_progress' ? test.sign_in_id : null
  const known = (connection.candidate ? connection.candidate.test : connection.last_test)?.sign_in_id ?? null
  const isNews = finished !== null && finished !== known
  useEffect(() => {
    if (!isNews) return
    void client.invalidateQueries({ queryKey: ['setup'] })
    void client.invalidateQueries({ queryKey: ['groups'] })
  }, [isNews, client])
  const begin = (): void => {
    const tab = openTab()
    setExplained(null)
    setStopped(false)
    start.mutate(tab, { onSuccess: setBegun, onError: () => tab.close() })
  }
  const stop = (): void => {
    setBegun(null)
    setStopped(true)
  }
  if (error && test === undefined) return <Waiting error={error} onRetry={() => void refetch()} />
  if (test === undefined) return <Waiting error={null} onRetry={() => undefined} />
  if (explained) {
    return (
      <TestExplained
        guide={guide}
        explained={explained}
        isBusy={start.isPending}
        onAgain={begin}
        onBack={() => setExplained(null)}
      />
    )
  }
  const isNew = test !== null && test.sign_in_id !== begun?.before
  const isRunning =
    !isStopped && test?.state === 'test_in_progress' && Date.now() - Date.parse(test.started_at) < longestMs
  if (isRunning || (begun && !isNew)) {
    return (
      <TestRunning
        guide={guide}
        test={isNew && isRunning ? test : null}
        startedAt={begun?.at ?? test?.started_at ?? ''}
        link={begun && { url: begun.url, isOpen: begun.tab.isOpen, show: begun.tab.show }}
        onExplained={setExplained}
        onStop={stop}
      />
    )
  }
  if (test?.state === 'test_failed') {
    return <TestFailed guide={guide} test={test} isBusy={start.isPending} onAgain={begin} />
  }
  if (test?.state === 'test_succeeded') {
    return <TestResult guide={guide} test={test} isBusy={start.isPending} onAgain={begin} />
  }
  return <Start guide={guide} wasLeft={test !== null} error={start.error} isBusy={start.isPending} onStart={begin} />
}

function Waiting({ error, onRetry }: { readonly error: Error | null; readonly onRetry: () => void }): ReactNode {
  const { t } = useLanguage()
  return (
    <Panel>
      <PanelBody>
        <h1 className="sr">{t.steps.test}</h1>
        {error ? <Problem error={error} onRetry={onRetry} /> : <Skeleton lines={8} />}
      </PanelBody>
    </Panel>
  )
}

interface StartProps {
  readonly guide: SetupGuide
  readonly wasLeft: boolean
  readonly error: Error | null
  readonly isBusy: boolean
  readonly onStart: () => void
}

function Start({ guide, wasLeft, error, isBusy, onStart }: StartProps): ReactNode {
  const { t } = useLanguage()
  const { vendor } = useSetup()
  const isSaml = useConnection().saml !== null
  const stages = stageTexts(t, isSaml, guide.company, vendor.name).map((stage) => ({
    ...stage,
    state: 'waiting' as const,
    took: null,
  }))
  return (
    <Panel>
      <PanelBody>
        <Head title={t.test.startTitle} lead={t.test.startLead(guide.company)} vendor={vendor.name} />
        {wasLeft && (
          <Strip tone="plain">
            <p>{t.test.abandoned}</p>
          </Strip>
        )}
        {error && <Problem error={error} />}
        <Timeline label={t.steps.test} steps={stages} />
      </PanelBody>
      <ActionBar back={<BackLink step="test" />}>
        <Button kind="primary" isBusy={isBusy} onClick={onStart}>
          {t.test.start}
        </Button>
      </ActionBar>
    </Panel>
  )
}
