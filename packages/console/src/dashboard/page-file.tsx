/** Pages that have a file of their own. */
import { type ComponentType, createElement, lazy, type ReactNode, useState } from 'react'

export interface PageFile<P> {
  (props: P): ReactNode
  /** Begins to load the file. A file that does not come is told about when the page is shown. */
  load(): void
}

/**
 * A page whose file is loaded when it is first shown, or before by `load`. A page whose file is here is shown at once.
 * `lazy` alone shows the shape of a page first, and React keeps that for 0.3 s.
 */
export function pageFile<P extends object>(load: () => Promise<ComponentType<P>>): PageFile<P> {
  let here: ComponentType<P> | undefined
  let begun: Promise<{ default: ComponentType<P> }> | undefined
  // Once alone: after a style sheet that did not come, Vite would show the page without it.
  const file = (): Promise<{ default: ComponentType<P> }> => {
    begun ??= load().then((loaded) => {
      here = loaded
      return { default: loaded }
    })
    return begun
  }
  const Later: ComponentType<P> = lazy(file) as unknown as ComponentType<P>
  function Page(props: P): ReactNode {
    // A page that is shown stays the same component when its file comes.
    const [Shown] = useState(() => here ?? Later)
    return createElement(Shown, props)
  }
  return Object.assign(Page, { load: () => void file().catch(() => undefined) })
}
