/** Loads the guide before a screen that is built from it, with the shape of the screen while it loads. */
import type { SetupGuide, SetupStep } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { Panel, PanelBody } from '../frame/panel.tsx'
import { useLanguage } from '../language/language.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { StepPage } from './page.tsx'
import { Problem } from './problem.tsx'
import { useGuide } from './session.tsx'

interface Props {
  readonly step: SetupStep
  readonly children: (guide: SetupGuide) => ReactNode
}

export function Guided({ step, children }: Props): ReactNode {
  const { data: guide, error, refetch } = useGuide()
  const { t } = useLanguage()
  return (
    <StepPage step={step}>
      {guide ? (
        children(guide)
      ) : (
        <Panel>
          <PanelBody>
            <h1 className="sr">{t.steps[step]}</h1>
            {error ? <Problem error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />}
          </PanelBody>
        </Panel>
      )}
    </StepPage>
  )
}
