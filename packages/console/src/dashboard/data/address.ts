/** The state of a page in its address: filters, cursor, tab and drawer. A reload gives the same view. */
import { useCallback } from 'react'
import { useLocation, useSearchParams } from 'wouter'

export interface Address {
  /** @returns `null` where the address does not name it */
  get(name: string): string | null
  /** Changes members of the query; `null` removes one. A page that is turned over keeps its place in the history. */
  set(changes: Readonly<Record<string, string | null>>, options?: { readonly isReplaced?: boolean }): void
  /** The address of this page with changes, for a link. */
  link(changes: Readonly<Record<string, string | null>>): string
}

function changed(params: URLSearchParams, changes: Readonly<Record<string, string | null>>): URLSearchParams {
  const next = new URLSearchParams(params)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') next.delete(name)
    else next.set(name, value)
  }
  return next
}

export function useAddress(): Address {
  const [location] = useLocation()
  const [params, setParams] = useSearchParams()
  const set = useCallback<Address['set']>(
    (changes, { isReplaced = false } = {}) =>
      setParams((current) => changed(current, changes), isReplaced ? { replace: true } : {}),
    [setParams],
  )
  return { get: (name) => params.get(name), set, link: (changes) => `${location}?${changed(params, changes)}` }
}

/** A filter begins the list again, so it takes the cursors out of the address. */
export const firstPage = { after: null, before: null } as const
