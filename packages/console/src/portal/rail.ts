/** The content of the rail: the state of each step, and the result of a finished one. */
import type { Domain, Group, SetupGuide, SetupSession, SetupStep, SetupTest } from '@gatehouse-sso/sdk/browser'
import type { RailStep } from '../frame/step-rail.tsx'
import type { Language } from '../language/language.tsx'
import { hasOwnClaims } from './own-claims.ts'
import { pathOf, stepsOf } from './walk.ts'

export interface Known {
  readonly session: SetupSession
  readonly guide: SetupGuide | undefined
  readonly test: SetupTest | null | undefined
  readonly groups: readonly Group[] | undefined
  readonly domains: readonly Domain[] | undefined
}

/** As many as the page of the link says before an identity provider is chosen: 10 in all. */
const usualMinutes: Readonly<Record<SetupStep, number>> = {
  provider: 1,
  register: 2,
  values: 2,
  claims: 1,
  access: 1,
  test: 1,
  domains: 1,
  turn_on: 1,
}

/** @param current the step whose page is open */
export function railOf(known: Known, current: SetupStep, language: Language): RailStep[] {
  const { session, test } = known
  const mendAt = test?.state === 'test_failed' ? test.mend_at : null
  const steps = stepsOf(session)
  const reached = Math.max(steps.indexOf(session.step), 0)
  return steps.map((id, index) => {
    const isDone = isStepDone(session, id)
    const isFailed = id === mendAt
    return {
      id,
      label: language.t.steps[id],
      state: id === current ? 'current' : isFailed ? 'failed' : isDone ? 'done' : 'waiting',
      told: id === current ? null : isFailed ? language.t.told.mend : isDone ? toldOf(known, id, language) : null,
      path: isDone || isFailed || index <= reached ? pathOf(session, id) : null,
    }
  })
}

export function minutesLeft({ session, guide }: Known, current: SetupStep): number {
  const minutesOf = (id: SetupStep): number => guide?.steps.find((step) => step.id === id)?.minutes ?? usualMinutes[id]
  return stepsOf(session)
    .filter((id) => id === current || !isStepDone(session, id))
    .reduce((sum, id) => sum + minutesOf(id), 0)
}

/** The vendor may have chosen the identity provider already. */
const isStepDone = ({ done_steps, connection }: SetupSession, id: SetupStep): boolean =>
  done_steps.includes(id) || (id === 'provider' && connection !== null)

/** An ID by its beginning, since the rail is narrow. */
const shortened = (text: string): string => (/^[0-9a-f-]{36}$/i.test(text) ? `${text.slice(0, 8)}…` : text)

function toldOf({ session, guide, groups, domains }: Known, id: SetupStep, language: Language): string | null {
  const { connection, providers, tenant, default_role } = session
  const { t, time } = language
  switch (id) {
    case 'provider':
      return providers.find(({ type }) => type === connection?.type)?.name ?? null
    case 'register':
      return connection?.suggested_application_name ?? null
    case 'values':
      return tenant.length > 0 ? tenant.map(shortened).join(', ') : null
    case 'claims':
      return hasOwnClaims(connection?.mapping ?? {}, guide?.attributes ?? [])
        ? t.told.ownClaims
        : t.told.preset(guide?.short_name ?? '')
    case 'access': {
      const mapped = groups?.filter(({ roles }) => roles.length > 0).length ?? 0
      const other = default_role?.name ?? t.access.noRole
      return mapped > 0 ? t.told.groups(mapped, other) : t.told.everybody(other)
    }
    case 'test': {
      const last = connection?.last_test
      if (!last) return null
      return last.result === 'passed' ? t.told.testPassed(time(last.at)) : t.told.testFailed
    }
    case 'domains': {
      const proved = domains?.filter(({ state }) => state === 'verified').map(({ domain }) => domain) ?? []
      return proved.length > 0 ? proved.join(', ') : null
    }
    case 'turn_on':
      return null
  }
}
