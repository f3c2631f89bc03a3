/** The way through the setup: its steps, their addresses, and which comes next. */
import type { SetupSession, SetupStep } from '@gatehouse-sso/sdk/browser'

export type Walked = Pick<SetupSession, 'intents' | 'only_step'> & {
  readonly connection: { readonly type: string } | null
}

const connecting: readonly SetupStep[] = ['provider', 'register', 'values', 'claims', 'access', 'test']

/** A setup has a rail of steps. Looking after a connection has an overview, and each step leads back to it. */
export function isManaging({ intents, only_step }: Walked): boolean {
  return only_step === null && intents.includes('manage') && !intents.includes('sso')
}

/** The steps that the link allows, in their order. */
export function stepsOf({ intents, only_step }: Walked): readonly SetupStep[] {
  if (only_step !== null) return [only_step]
  const isConnecting = intents.includes('sso')
  return [
    ...(isConnecting ? connecting : []),
    ...(intents.includes('domains') ? (['domains'] as const) : []),
    ...(isConnecting ? (['turn_on'] as const) : []),
  ]
}

/** Whether the link allows the page of a step. */
export function allows(session: Walked, step: SetupStep): boolean {
  if (!isManaging(session)) return stepsOf(session).includes(step)
  if (step === 'domains') return session.intents.includes('domains')
  return step === 'values' || step === 'claims' || step === 'access' || step === 'test'
}

export function pathOf(session: Walked, step: SetupStep): string {
  if (step === 'provider' || step === 'test' || step === 'domains') return `/${step}`
  if (step === 'turn_on') return '/turn_on'
  return `/${session.connection?.type.replace(/_oidc$/, '') ?? 'provider'}/${step}`
}

/** The first page of a session. */
export function startOf(session: Walked & Pick<SetupSession, 'step' | 'state' | 'activation'>): string {
  if (session.state === 'completed') return isManaging(session) ? '/manage' : '/done'
  if (isManaging(session)) return '/manage'
  const steps = stepsOf(session)
  const step = steps.includes(session.step) ? session.step : (steps[0] ?? 'provider')
  return pathOf(session, session.connection === null && connecting.includes(step) ? 'provider' : step)
}

/** The page after a step. */
export function nextPath(session: Walked, step: SetupStep): string {
  if (isManaging(session)) return '/manage'
  const steps = stepsOf(session)
  const next = steps[steps.indexOf(step) + 1]
  return next === undefined ? '/done' : pathOf(session, next)
}

/** The page before a step; `null` for the first. */
export function backPath(session: Walked, step: SetupStep): string | null {
  if (isManaging(session)) return '/manage'
  const steps = stepsOf(session)
  const before = steps[steps.indexOf(step) - 1]
  return before === undefined ? null : pathOf(session, before)
}
