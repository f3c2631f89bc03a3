/** One step of the verdict about an access token: what was compared, and how it came out. */
import { type Failure, isFailure } from '../failure.ts'

export const accessStepNames = [
  'resource',
  'form',
  'not_graph',
  'algorithm',
  'kind',
  'version',
  'audience',
  'times',
  'tenant',
  'issuer',
  'signature',
  'client',
  'subject',
  'permissions',
  'authentication_context',
  'user',
] as const

export type AccessStepName = (typeof accessStepNames)[number]

export interface AccessStep {
  readonly name: AccessStepName
  readonly expected: string | null
  readonly received: string | null
  /** `null`: passed. */
  readonly failure: Failure | null
}

type StepEvidence = Partial<Record<'expected' | 'received', string | null>>

/**
 * A step that passed. @param explains whether somebody will read it. Most callers want to know only whether something
 * failed, and the words of all steps cost as much as a fifth of a signature
 */
export function passedStep(name: AccessStepName, explains: boolean, evidence: () => StepEvidence): AccessStep {
  return explains ? stepOf(name, evidence()) : wordless[name]
}

/** A step that compares. @param failed the failure, if it failed */
export function stepOf(
  name: AccessStepName,
  { expected = null, received = null }: StepEvidence,
  failed: Failure | null = null,
): AccessStep {
  return { name, expected, received: received === null ? null : received.slice(0, 300), failure: failed }
}

/** The step of something that throws its failure. */
export function failedStep(name: AccessStepName, error: unknown): AccessStep {
  if (!isFailure(error)) throw error
  const { expected = null, received = null } = error.evidence
  return { name, expected, received, failure: error }
}

/** The first failure of a list of steps. */
export function firstFailure(steps: readonly AccessStep[]): Failure | null {
  return steps.find(({ failure }) => failure !== null)?.failure ?? null
}

const wordless = Object.fromEntries(accessStepNames.map((name) => [name, stepOf(name, {})])) as Readonly<
  Record<AccessStepName, AccessStep>
>
