import { describe, expect, it } from 'vitest'
import { type SharingLimits, sharing } from './sharing.ts'

const turns = async (count = 5): Promise<void> => {
  for (let n = 0; n < count; n += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Records each group that begins; a group ends when the test calls its function in `ends`. */
function slow(limits: SharingLimits) {
  const begun: number[][] = []
  const ends: (() => void)[] = []
  const take = async (group: readonly number[]) => {
    begun.push([...group])
    await new Promise<void>((resolve) => ends.push(resolve))
    return group.map((item) => item * 10)
  }
  return { begun, ends, share: sharing(limits, async (item: number) => (await take([item]))[0], take) }
}

describe('items', () => {
  it('that come in one turn run together, and each gets its own result', async () => {
    const { begun, ends, share } = slow({ groups: 1, items: 10 })
    const results = Promise.all([share(1), share(2), share(3)])
    await turns()
    expect(begun).toEqual([[1, 2, 3]])
    ends[0]?.()
    expect(await results).toEqual([10, 20, 30])
  })
  it('that come while enough groups run wait, and then run together', async () => {
    const { begun, ends, share } = slow({ groups: 1, items: 10 })
    const first = share(1)
    await turns()
    const others = [share(2), share(3)]
    await turns()
    expect(begun).toEqual([[1]])
    ends[0]?.()
    expect(await first).toBe(10)
    await turns()
    expect(begun).toEqual([[1], [2, 3]])
    ends[1]?.()
    expect(await Promise.all(others)).toEqual([20, 30])
  })
  it('that do not fit into a group go into the next', async () => {
    const { begun, ends, share } = slow({ groups: 2, items: 2 })
    const all = Promise.all([1, 2, 3, 4, 5].map(share))
    await turns()
    expect(begun).toEqual([
      [1, 2],
      [3, 4],
    ])
    ends[1]?.()
    await turns()
    expect(begun[2]).toEqual([5])
    for (const end of ends) end()
    expect(await all).toEqual([10, 20, 30, 40, 50])
  })
})

describe('items that cannot run together', () => {
  const limits = { groups: 1, items: 10 }
  const one = async (item: number): Promise<number> => {
    if (item === 2) throw new Error('two')
    return item
  }
  it('run alone, and fail alone', async () => {
    const share = sharing(limits, one, async () => undefined)
    const answers = await Promise.allSettled([share(1), share(2), share(3)])
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })
  it('keep no other item waiting', async () => {
    const never = (item: number): Promise<number> => (item === 2 ? new Promise(() => undefined) : one(item))
    const share = sharing(limits, never, async () => undefined)
    void share(2)
    expect(await share(1)).toBe(1)
    void share(3)
    expect(await share(4)).toBe(4)
  })
  it('fail together when it is unknown whether they ran', async () => {
    const share = sharing(limits, one, async () => {
      throw new Error('lost')
    })
    const answers = await Promise.allSettled([share(1), share(3)])
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await share(1)).toBe(1)
  })
})
