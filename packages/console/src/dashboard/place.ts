import type { ReactNode } from 'react'

/** A page and where it is. */
export interface Place {
  /** A pattern of wouter, below the environment. */
  readonly path: string
  /** Of a page that has one. */
  readonly file?: { load(): void }
  /** @param parameters of the pattern, by name */
  readonly show: (parameters: Readonly<Record<string, string | undefined>>) => ReactNode
}
