/** Measures how far a page moves by itself, as browsers do. */
import type { Page } from 'playwright-core'

interface Shift {
  readonly value: number
  readonly hadRecentInput: boolean
  readonly sources: readonly { readonly node: Element | null }[]
}

export interface LayoutShift {
  /** The sum of all shifts, which is at least the metric "cumulative layout shift" of a browser. */
  readonly sum: number
  /** The elements that moved, the farthest first. */
  readonly moved: readonly string[]
}

/** Shifts that follow a click or a key do not count. */
export function layoutShift(page: Page): Promise<LayoutShift> {
  return page.evaluate(
    () =>
      new Promise<LayoutShift>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          observer.disconnect()
          const shifts = (list.getEntries() as unknown as Shift[]).filter(({ hadRecentInput }) => !hadRecentInput)
          resolve({
            sum: shifts.reduce((sum, { value }) => sum + value, 0),
            moved: [...shifts]
              .sort((a, b) => b.value - a.value)
              .flatMap(({ value, sources }) =>
                sources.map(({ node }) => {
                  const text = node instanceof Element ? `${node.tagName} ${node.className} ${node.textContent}` : ''
                  return `${value.toFixed(3)} ${text.slice(0, 80)}`
                }),
              ),
          })
        })
        observer.observe({ type: 'layout-shift', buffered: true })
        // Without any entry the observer is not called.
        setTimeout(() => resolve({ sum: 0, moved: [] }), 300)
      }),
  )
}
