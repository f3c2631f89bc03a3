/**
 * Runs items together that wait at the same time. Items that come in one turn of the event loop form a group. While
 * enough groups run, further items wait until one of them ends. Without load an item waits only for the end of the
 * turn. Items that cannot run together all begin at once, and none waits for another.
 */

export interface SharingLimits {
  /** Groups that may run at the same time. */
  readonly groups: number
  /** Items in a group. */
  readonly items: number
}

interface Waiting<T, R> {
  readonly item: T
  readonly resolve: (result: R | Promise<R>) => void
  readonly reject: (reason: unknown) => void
}

/**
 * @param one runs one item
 * @param all runs several items and returns a result for each; `undefined` when it cannot, and then it has changed
 * nothing
 * @returns a function that takes one item and returns its result
 */
export function sharing<T, R>(
  { groups, items }: SharingLimits,
  one: (item: T) => Promise<R>,
  all: (group: readonly T[]) => Promise<readonly R[] | undefined>,
): (item: T) => Promise<R> {
  const waiting: Waiting<T, R>[] = []
  let underWay = 0
  let planned = false

  function plan(): void {
    if (planned || underWay >= groups || waiting.length === 0) return
    planned = true
    setImmediate(() => {
      planned = false
      void begin(waiting.splice(0, items))
      plan()
    })
  }

  async function begin(group: readonly Waiting<T, R>[]): Promise<void> {
    underWay += 1
    try {
      const results = await together(group.map(({ item }) => item))
      if (results) results.forEach((result, index) => void group[index]?.resolve(result))
      else for (const { item, resolve } of group) resolve(one(item))
    } catch (reason) {
      for (const { reject } of group) reject(reason)
    }
    underWay -= 1
    plan()
  }

  async function together(group: readonly T[]): Promise<readonly R[] | undefined> {
    const [first] = group
    return group.length === 1 && first !== undefined ? [await one(first)] : all(group)
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      plan()
    })
}
