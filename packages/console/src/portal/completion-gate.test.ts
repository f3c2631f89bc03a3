import { expect, it } from 'vitest'
import { completionGate } from './completion-gate.ts'

const ok = new Response('{}')

/** A gate in front of a server that answers when the test says so, and what reached the server in its order. */
function gateWith() {
  const sent: string[] = []
  const answers: (() => void)[] = []
  const gate = completionGate(((input: string) => {
    sent.push(input)
    return new Promise<Response>((resolve) => answers.push(() => resolve(ok)))
  }) as typeof fetch)
  return { gate, sent, answer: (index: number) => answers[index]?.() }
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

it('completes after the reads that are under way', async () => {
  const { gate, sent, answer } = gateWith()
  const read = gate.fetch('tests')
  const done = gate.complete(() => gate.fetch('complete', { method: 'POST' }))
  await turn()
  expect(sent).toEqual(['tests'])
  answer(0)
  await read
  await turn()
  expect(sent).toEqual(['tests', 'complete'])
  answer(1)
  expect(await done).toBe(ok)
})

it('holds a read that began while the setup completed, until its page goes away', async () => {
  const { gate, sent, answer } = gateWith()
  const page = new AbortController()
  const done = gate.complete(() => gate.fetch('complete', { method: 'POST' }))
  const read = expect(gate.fetch('tests', { signal: page.signal })).rejects.toMatchObject({ name: 'AbortError' })
  await turn()
  answer(0)
  await done
  await turn()
  page.abort()
  await read
  expect(sent).toEqual(['complete'])
})

it('sends the reads that waited once the completion has failed', async () => {
  const { gate, sent, answer } = gateWith()
  const done = expect(gate.complete(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
  const read = gate.fetch('tests')
  await done
  await turn()
  expect(sent).toEqual(['tests'])
  answer(0)
  expect(await read).toBe(ok)
})

it('reads again after a setup is completed', async () => {
  const { gate, answer } = gateWith()
  await gate.complete(async () => undefined)
  const read = gate.fetch('connections')
  answer(0)
  expect(await read).toBe(ok)
})
