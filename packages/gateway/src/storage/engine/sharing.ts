/**
 * What waits at the same time is done together: all that comes in one turn of the event loop and, while enough is under
 * way, all that comes until some of that is done. Without load nothing waits for anything but the end of the turn. What
 * cannot be done together is begun at once, each by itself, and then nobody waits for anybody.
 */

export interface SharingLimits {
  /** Groups that may be under way. */
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
 * @param one does an item by itself
 * @param all does several, and has a result for each; `undefined` when that cannot be and nothing was done
 * @returns hands over one item
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
