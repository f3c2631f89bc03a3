/** Whose time a sign-in took: that of the person, of the identity provider, or of the gateway. */
import type { SignInWithTrace } from '@gatehouse-sso/sdk/browser'

export type Step = SignInWithTrace['steps'][number]

/** A step, and how long the person was away before it. */
export interface TimedStep {
  readonly step: Step
  readonly awayMs: number | null
}

export interface SpentTime {
  readonly steps: readonly TimedStep[]
  readonly personMs: number
  readonly providerMs: number
  readonly gatewayMs: number
}

/** Steps in which the gateway waits for the identity provider. */
const asks: ReadonlySet<string> = new Set(['token_response', 'credential', 'userinfo', 'directory', 'recheck'])
const returns: ReadonlySet<string> = new Set(['callback', 'consent_answer'])

export function spentTime(steps: readonly Step[]): SpentTime {
  let [personMs, providerMs, gatewayMs] = [0, 0, 0]
  const timed = steps.map((step, index): TimedStep => {
    const previous = steps[index - 1]
    const isReturn = returns.has(step.name) && previous !== undefined
    const awayMs = isReturn ? Math.max(0, Date.parse(step.at) - step.ms - Date.parse(previous.at)) : null
    personMs += awayMs ?? 0
    if (asks.has(step.name)) providerMs += step.ms
    else gatewayMs += step.ms
    return { step, awayMs }
  })
  return { steps: timed, personMs, providerMs, gatewayMs }
}
