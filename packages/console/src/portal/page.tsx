/** The frame of the portal's pages: the bar, the rail or a plain hall, the foot. */
import type { SetupStep } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useEffect, useState } from 'react'
import { useRouter } from 'wouter'
import { Bar } from '../frame/bar.tsx'
import { Foot } from '../frame/foot.tsx'
import frame from '../frame/frame.module.css'
import { StepRail } from '../frame/step-rail.tsx'
import { useLanguage } from '../language/language.tsx'
import { accentVariables } from '../theme/accent.ts'
import { api } from './api.ts'
import { Colleague } from './colleague.tsx'
import { minutesLeft, railOf } from './rail.ts'
import {
  useChange,
  useDomains,
  useGroups,
  useGuide,
  useLatestTest,
  useProgress,
  useSaving,
  useSetup,
} from './session.tsx'
import { isManaging } from './walk.ts'

interface StepPageProps {
  readonly step: SetupStep
  readonly children: ReactNode
}

/** A page of a step, with the rail. While a connection is looked after, it has no rail. */
export function StepPage({ step, children }: StepPageProps): ReactNode {
  const session = useSetup()
  const progress = useProgress()
  const isWalking = !isManaging(session)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a visit of a step changes where to go on
  useEffect(() => {
    if (isWalking && session.state !== 'completed') progress.at(step)
  }, [step, isWalking])
  const page = (
    <Around colleague={isWalking && session.only_step === null ? step : null}>
      <div className={isWalking ? frame.frame : `${frame.frame} ${frame.single}`}>
        {isWalking && <Rail step={step} />}
        {children}
      </div>
    </Around>
  )
  return isWalking ? page : <div className={frame.narrow}>{page}</div>
}

function Rail({ step }: { readonly step: SetupStep }): ReactNode {
  const session = useSetup()
  const language = useLanguage()
  const known = {
    session,
    guide: useGuide().data,
    test: useLatestTest().data,
    groups: useGroups().data,
    domains: useDomains().data,
  }
  return (
    <StepRail
      steps={railOf(known, step, language)}
      minutesLeft={minutesLeft(known, step)}
      expires={language.date(session.expires_at)}
    />
  )
}

/** A page without a rail: the end, the overview, the printable sheets. */
export function HallPage({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <div className={frame.narrow}>
      <Around colleague={null}>
        <div className={frame.hall}>{children}</div>
      </Around>
    </div>
  )
}

interface AroundProps {
  /** The step that may be handed over; `null` for none. */
  readonly colleague: SetupStep | null
  readonly children: ReactNode
}

function Around({ colleague, children }: AroundProps): ReactNode {
  const session = useSetup()
  const { t } = useLanguage()
  const { base } = useRouter()
  const saving = useSaving()
  const [isSharing, setSharing] = useState(false)
  const setLanguage = useChange((language: 'en' | 'de') => api.setup.update({ language }))
  const leave = useChange(() => api.setup.leave())
  const isManager = isManaging(session)
  const { vendor, organization } = session
  useAccent(vendor.accent)
  return (
    <>
      <Bar
        vendor={vendor}
        context={t.frame.context(organization.name)}
        saving={saving}
        helpPath={`${base}/help`}
        onColleague={colleague === null ? null : () => setSharing(true)}
        onLeave={isManager ? () => leave.mutate(undefined, { onSuccess: () => window.location.reload() }) : null}
        person={session.person === null ? null : t.manage.signedInAs(session.person)}
        isTest={session.environment_kind === 'test'}
      />
      {children}
      <Foot helpPath="/help" supportEmail={vendor.support_email} onLanguage={(code) => setLanguage.mutate(code)} />
      {colleague !== null && <Colleague step={colleague} isOpen={isSharing} onClose={() => setSharing(false)} />}
    </>
  )
}

/** Sets the vendor's accent on the page, through the style object, which the policy of the page allows. */
function useAccent(accent: string | null): void {
  useEffect(() => {
    if (accent === null) return
    const { style } = document.documentElement
    const variables = Object.entries(accentVariables(accent))
    for (const [name, value] of variables) style.setProperty(name, value)
    return () => {
      for (const [name] of variables) style.removeProperty(name)
    }
  }, [accent])
}
