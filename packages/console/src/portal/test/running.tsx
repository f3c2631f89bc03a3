/** A test that runs: its stages as they happen, and the box for what the identity provider's own page says. */
import type { ConnectionExplanation, SetupGuide, SetupTest } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useEffect, useState } from 'react'
import { ActionBar, Aside, Beside, Head, Panel, PanelBody } from '../../frame/panel.tsx'
import { useLanguage } from '../../language/language.tsx'
import { Button, ButtonOut } from '../../parts/button.tsx'
import { Strip } from '../../parts/strip.tsx'
import { Timeline, type TimelineStep } from '../../parts/timeline.tsx'
import { useConnection, useSetup } from '../session.tsx'
import { AskPage } from './ask-page.tsx'
import { stageTexts } from './stage-texts.ts'

interface Props {
  readonly guide: SetupGuide
  /** `null` until the tab has reached us. */
  readonly test: SetupTest | null
  readonly startedAt: string
  /** The link and its tab; `null` where another device began the test. */
  readonly link: { readonly url: string; readonly isOpen: boolean; readonly show: () => void } | null
  readonly onExplained: (explained: ConnectionExplanation) => void
  readonly onStop: () => void
}

export function TestRunning({ guide, test, startedAt, link, onExplained, onStop }: Props): ReactNode {
  const { t } = useLanguage()
  const { vendor } = useSetup()
  const { company } = guide
  return (
    <Panel>
      <PanelBody>
        <Head
          title={t.test.runningTitle(company)}
          lead={t.test.runningLead}
          vendor={vendor.name}
          end={link?.isOpen && <Button onClick={link.show}>{t.test.showTab}</Button>}
        />
        {link && !link.isOpen && (
          <Strip tone="plain">
            <p>{t.test.blocked}</p>
            <ButtonOut to={link.url}>{t.test.openIt}</ButtonOut>
          </Strip>
        )}
        <Beside>
          <Stages guide={guide} test={test} startedAt={startedAt} />
          <Aside>
            <AskPage guide={guide} onExplained={onExplained} />
          </Aside>
        </Beside>
      </PanelBody>
      <ActionBar
        back={
          <Button kind="bare" onClick={onStop}>
            {t.test.stop}
          </Button>
        }
        say={t.test.waits}
      />
    </Panel>
  )
}

function Stages({ guide, test, startedAt }: Pick<Props, 'guide' | 'test' | 'startedAt'>): ReactNode {
  const { t, minutes, seconds, preciseTime } = useLanguage()
  const { vendor } = useSetup()
  const now = useNow()
  const isSaml = useConnection().saml !== null
  const steps = stageTexts(t, isSaml, guide.company, vendor.name).flatMap(({ id, title, text }): TimelineStep[] => {
    const stage = test?.stages.find((one) => one.id === id)
    const state = stage?.state ?? (id === 'redirect' ? 'running' : 'waiting')
    const took =
      state === 'running'
        ? minutes(Math.max(0, now - Date.parse(startedAt)))
        : id === 'redirect' && state === 'done'
          ? preciseTime(startedAt)
          : stage?.ms !== null && stage?.ms !== undefined
            ? seconds(stage.ms)
            : null
    // Between the way there and the way back the person is at the identity provider.
    if (id === 'code' && state === 'running') {
      const waits = (isSaml ? t.saml : t.test).waiting(guide.company)
      return [
        { id: 'away', state: 'running', title: waits.title, text: waits.text, took },
        { id, state: 'waiting', title, text, took: null },
      ]
    }
    return [{ id, state, title, text, took }]
  })
  return <Timeline label={t.test.soFar} steps={steps} />
}

/** The time, each second. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
