/**
 * Keeps the reads of the page apart from the completion of the setup. A completed setup refuses all reads but the one
 * of its session, and the browser reports such an answer as an error of the page.
 */
export interface CompletionGate {
  /** `fetch`. A read that begins while the setup completes waits for the end. */
  readonly fetch: typeof fetch
  /**
   * Completes the setup, after the reads that are under way.
   * @param run sends the completion. When it fails, the reads that waited go on. When it succeeds, they wait until the
   *   page that asks goes away and aborts them
   */
  complete<T>(run: () => Promise<T>): Promise<T>
}

export function completionGate(send: typeof fetch): CompletionGate {
  const reads = new Set<Promise<unknown>>()
  let completion: Promise<unknown> | null = null

  const read = async (...[input, init]: Parameters<typeof fetch>): Promise<Response> => {
    if (completion !== null) {
      const isCompleted = await completion.then(
        () => true,
        () => false,
      )
      init?.signal?.throwIfAborted()
      if (isCompleted) await aborted(init?.signal)
    }
    const answer = send(input, init)
    reads.add(answer)
    return answer.finally(() => reads.delete(answer))
  }

  return {
    fetch: (input, init) => ((init?.method ?? 'GET') === 'GET' ? read(input, init) : send(input, init)),
    async complete(run) {
      const running = Promise.allSettled(reads).then(run)
      completion = running
      try {
        return await running
      } finally {
        completion = null
      }
    },
  }
}

const aborted = (signal: AbortSignal | null | undefined): Promise<never> =>
  new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
