/**
 * The last tokens that were verified, in bounded memory: 10,000 tokens and 32 Mi characters. The token itself is the name:
 * a hash would cost more than the rest of the call, and memory is bounded anyway. Two generations of half the size each
 * keep the tokens that come again, without a list of their order.
 */

export const maximumVerifiedTokens = 10_000
const maximumCharacters = 32 * 1024 * 1024
/** Longer tokens are verified each time. V8 gives all texts above 16,383 characters and of one length the same hash. */
const longestToken = 16_000

export interface VerifiedTokens<V> {
  get(token: string): V | undefined
  set(token: string, value: V): void
  delete(token: string): void
  readonly size: number
}

interface Generation<V> {
  readonly entries: Map<string, V>
  characters: number
}

const empty = <V>(): Generation<V> => ({ entries: new Map(), characters: 0 })

export function verifiedTokens<V>(): VerifiedTokens<V> {
  let newer = empty<V>()
  let older = empty<V>()

  function set(token: string, value: V): void {
    if (token.length > longestToken) return
    const isFull =
      newer.entries.size >= maximumVerifiedTokens / 2 || newer.characters + token.length > maximumCharacters / 2
    if (isFull && !newer.entries.has(token)) [newer, older] = [empty(), newer]
    if (!newer.entries.has(token)) newer.characters += token.length
    newer.entries.set(token, value)
    older.entries.delete(token)
  }

  return {
    get(token) {
      const found = newer.entries.get(token)
      if (found !== undefined) return found
      const old = older.entries.get(token)
      if (old !== undefined) set(token, old)
      return old
    },
    set,
    delete(token) {
      if (newer.entries.delete(token)) newer.characters -= token.length
      older.entries.delete(token)
    },
    get size() {
      return newer.entries.size + older.entries.size
    },
  }
}
