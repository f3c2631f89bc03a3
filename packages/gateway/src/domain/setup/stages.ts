/** The stages of a test sign-in. The steps of its trace say how far it came. */
import type { SetupTest } from '@gatehouse-sso/sdk/contract/setup-test'

type Stage = SetupTest['stages'][number]
type Step = SetupTest['steps'][number]

/** The step of the trace with which a stage is done. */
const doneBy: Readonly<Record<Stage['id'], readonly string[]>> = {
  redirect: ['redirect'],
  code: ['authorization_response', 'callback'],
  token: ['token_response'],
  keys: ['signature', 'saml_response'],
  claims: ['id_token', 'assertion'],
  mapping: ['decision'],
  policy: ['decision'],
}

/** In the order of a sign-in. */
const allStages = Object.keys(doneBy) as readonly Stage['id'][]

/** With SAML the browser brings the assertion, and nothing is exchanged for it. */
const stagesFor = { oidc: allStages, saml: allStages.filter((id) => id !== 'token') }

export function stagesOf(protocol: keyof typeof stagesFor, state: string, steps: readonly Step[]): Stage[] {
  const stageIds = stagesFor[protocol]
  const isOver = state !== 'test_in_progress'
  const passed = state === 'test_succeeded'
  const done = stageIds.map((id) => steps.find(({ name, ok }) => ok && doneBy[id].includes(name)))
  // A stage without a step of its own is done once a later one is.
  const last = done.reduce((latest, step, index) => (step ? index : latest), -1)
  return stageIds.map((id, index): Stage => {
    const ms = done[index]?.ms ?? null
    if (passed || index <= last) return { id, state: 'done', ms }
    if (index > last + 1) return { id, state: 'waiting', ms: null }
    return { id, state: isOver ? 'failed' : 'running', ms: null }
  })
}
