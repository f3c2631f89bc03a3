/** The way on and back from a step. Going on marks the step as finished. */
import type { SetupStep } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useLanguage } from '../language/language.tsx'
import { ButtonLink } from '../parts/button.tsx'
import { useProgress, useSetup } from './session.tsx'
import { backPath, isManaging, nextPath, stepsOf } from './walk.ts'

export function useOnward(step: SetupStep): () => void {
  const session = useSetup()
  const progress = useProgress()
  const [, navigate] = useLocation()
  return () => {
    const steps = stepsOf(session)
    if (!isManaging(session)) progress.finish(step, steps[steps.indexOf(step) + 1] ?? null)
    navigate(nextPath(session, step))
  }
}

/**
 * The label of the button that goes on. A step that is opened from the overview, or alone, leads to no other step.
 * @param next the label in a whole setup
 */
export function useNextLabel(next: string): string {
  const session = useSetup()
  const { t } = useLanguage()
  if (isManaging(session)) return t.manage.save
  return session.only_step === null ? next : t.access.done
}

export function BackLink({ step }: { readonly step: SetupStep }): ReactNode {
  const session = useSetup()
  const { t } = useLanguage()
  const path = backPath(session, step)
  if (path === null) return null
  return (
    <ButtonLink kind="bare" to={path}>
      {isManaging(session) ? t.manage.back : t.frame.back}
    </ButtonLink>
  )
}
