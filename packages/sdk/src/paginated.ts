/** Lists of the API, page by page or item by item. */
import type { Page } from './contract/list.ts'
import type { Operation, Query } from './contract/operation.ts'

/**
 * The query of a list. A cursor may be `null`, as in `list_metadata` of a page that has no neighbour; then the list
 * begins at its start.
 */
export type ListQuery<O extends Operation> = Omit<Query<O>, 'after' | 'before'> & {
  readonly [C in keyof Query<O> & ('after' | 'before')]?: Query<O>[C] | null
}

/**
 * A list that is not loaded yet. `await` gives its first page and `for await` the items of all pages.
 *
 * @example
 * ```ts
 * const first = await gatehouse.users.list({ limit: 50 })
 * console.log(first.data.length, first.list_metadata.after)
 * for await (const user of gatehouse.users.list()) console.log(user.email)
 * for await (const page of gatehouse.users.list({ limit: 100 }).pages()) console.log(page.data.length)
 * ```
 */
export interface Paginated<T> extends AsyncIterable<T>, PromiseLike<Page<T>> {
  /** Loads the first page. */
  page(): Promise<Page<T>>
  /** Loads page after page, each when it is asked for. A list `before` a cursor has one page. */
  pages(): AsyncIterable<Page<T>>
  /** Loads the items of all pages, at most `max` (default 10,000). */
  toArray(max?: number): Promise<T[]>
}

/**
 * @param load loads the page after a cursor, or the first page
 * @param one_page whether the first page is also the last
 */
export function paginated<T>(load: (after?: string) => Promise<Page<T>>, one_page: boolean): Paginated<T> {
  async function* pages(): AsyncGenerator<Page<T>> {
    let page = await load()
    yield page
    while (page.list_metadata.after !== null && !one_page) {
      page = await load(page.list_metadata.after)
      yield page
    }
  }
  async function* items(): AsyncGenerator<T> {
    for await (const page of pages()) yield* page.data
  }
  return {
    page: () => load(),
    pages,
    // biome-ignore lint/suspicious/noThenProperty: the documentation says that awaiting a list gives its first page
    then: (onFulfilled, onRejected) => load().then(onFulfilled, onRejected),
    [Symbol.asyncIterator]: items,
    async toArray(max = 10_000) {
      const all: T[] = []
      for await (const item of items()) {
        if (all.length >= max) break
        all.push(item)
      }
      return all
    },
  }
}
