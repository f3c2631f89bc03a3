/**
 * A walkthrough: the steps of a published document, in its order. Each step is a test that asserts what the reader then
 * sees. A second run leaves out one step at a time, and must fail before the end.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { picture } from '../e2e/chromium.ts'
import { type Hosts, launch, type Place } from './launcher.ts'
import { openWalk, type Walk } from './walk.ts'

/** A step of a document. */
export interface Step {
  /** Opens with the line of the document and its first words there. `Before` opens what the vendor has done earlier. */
  readonly title: string
  /** Whether the end needs it. A step that only reads has no effect. */
  readonly has_effect: boolean
  readonly run: (walk: Walk) => Promise<void>
}

export interface Walkthrough {
  readonly name: string
  readonly hosts: Hosts
  readonly steps: readonly Step[]
}

/** A step that changes something. The walkthrough fails without it. */
export function step(title: string, run: Step['run']): Step {
  return { title, run, has_effect: true }
}

/** A step that only looks, or that the end does not need. */
export function look(title: string, run: Step['run']): Step {
  return { title, run, has_effect: false }
}

/** How long a page may take to show something. Milliseconds. */
const patience = { whole: 15_000, left_out: 5_000 }

/** Makes a test of each step. After a failure the steps that follow fail at once. */
export function walk({ name, hosts, steps }: Walkthrough): void {
  describe(name, () => {
    let place: Place | undefined
    let here: Walk
    let failed: string | undefined
    beforeAll(async () => {
      place = await launch(hosts, patience.whole)
      here = openWalk(place)
    })
    afterAll(() => place?.close())

    for (const { title, run } of steps) {
      it(title, async () => {
        if (failed !== undefined) throw new Error(`not tried, because an earlier step failed: ${failed}`)
        try {
          await run(here)
        } catch (error) {
          failed = title
          await photograph(name, place)
          throw error
        }
      })
    }
  })
}

async function photograph(name: string, place: Place | undefined): Promise<void> {
  for (const [index, page] of (place?.pages() ?? []).entries()) {
    await picture(page, `walkthrough-${name}-${index + 1}`).catch(() => undefined)
  }
}

/**
 * Makes a test of each step that has an effect: the walkthrough without it must fail after that place. The whole list is a
 * test, too: with the same patience it reaches its end.
 * @param walkthroughs those of one document. A step that several have is left out of the first.
 */
export function leaveOut(...walkthroughs: readonly Walkthrough[]): void {
  const done = new Set<string>()
  for (const { name, hosts, steps } of walkthroughs) {
    const left_out = steps.flatMap((step, at) => (step.has_effect && !done.has(step.title) ? [{ ...step, at }] : []))
    for (const { title } of left_out) done.add(title)
    describe(name, () => {
      it('reaches its end with all of them', async () => {
        expect(await failureOf(hosts, steps)).toBeNull()
      })

      it.each(left_out.map(({ title, at }) => [title, at] as const))('fails without: %s', async (_title, at) => {
        const failed = await failureOf(hosts, steps.toSpliced(at, 1))
        expect(failed ?? -1).toBeGreaterThanOrEqual(at)
      })
    })
  }
}

/** Walks in new surroundings. @returns the place of the step that failed, or `null` at the end */
async function failureOf(hosts: Hosts, steps: readonly Step[]): Promise<number | null> {
  const place = await launch(hosts, patience.left_out)
  try {
    const here = openWalk(place)
    for (const [at, { run }] of steps.entries()) {
      try {
        await run(here)
      } catch {
        return at
      }
    }
    return null
  } finally {
    await place.close()
  }
}
