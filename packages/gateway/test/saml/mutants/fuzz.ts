import { isFailure } from '@gatehouse-sso/core/failure'
import type { VerifiedAssertion } from '../../../src/saml/response.ts'
import { expectedOf } from '../sent-response.ts'
import { writeDocument } from '../xml-tree.ts'
import { mutant, type Source, sources, treeOf } from './mutant.ts'

type Verify = (response: string, expected: ReturnType<typeof expectedOf>) => Promise<VerifiedAssertion>

export interface Fuzzed {
  readonly mutants: number
  readonly refused: number
  /** Accepted, with the content that was signed: white space between tags, the order of attributes. */
  readonly unchanged: number
  readonly accepted_with_changed_content: readonly string[]
  readonly crashes: readonly string[]
  readonly slowest_ms: number
}

/**
 * The content of a verified assertion. Two members are left out where nobody signed them: taking one of two signatures
 * away is no forgery, and the ID of a response is only signed with the response.
 */
function content({ response_id, signed, ...rest }: VerifiedAssertion): string {
  return JSON.stringify(signed === 'assertion' ? rest : { response_id, ...rest })
}

async function originals(verify: Verify): Promise<ReadonlyMap<Source, readonly string[]>> {
  const entries = sources.map(async (source): Promise<[Source, readonly string[]]> => {
    const octets = Buffer.from(writeDocument(treeOf(source), source.style.writing))
    const verified = await verify(octets.toString('base64'), expectedOf(source.style))
    return [source, [content(verified), content({ ...verified, signed: 'assertion' })]]
  })
  return new Map(await Promise.all(entries))
}

/** Verifies the mutants of the seeds from `first` on. */
export async function fuzz(verify: Verify, first: number, count: number): Promise<Fuzzed> {
  const known = await originals(verify)
  const changed: string[] = []
  const crashes: string[] = []
  let [refused, unchanged, slowest_ms] = [0, 0, 0]
  for (let seed = first; seed < first + count; seed += 1) {
    const { source, changes, response } = mutant(seed)
    const named = `seed ${seed}: ${source.style.name}, signed ${source.signs}, ${changes.join(', ')}`
    const start = performance.now()
    try {
      const verified = await verify(response, expectedOf(source.style))
      if (known.get(source)?.includes(content(verified))) unchanged += 1
      else changed.push(named)
    } catch (error) {
      if (isFailure(error)) refused += 1
      else crashes.push(`${named}: ${error}`)
    }
    slowest_ms = Math.max(slowest_ms, performance.now() - start)
  }
  return { mutants: count, refused, unchanged, accepted_with_changed_content: changed, crashes, slowest_ms }
}
