/**
 * What happens by itself, every minute: sign-ins that nobody finished become `abandoned`, rows that can be of no use
 * any more go. Each task is one statement that may run at any time and twice at once.
 */
export interface Task {
  readonly name: string
  run(): Promise<void>
}

export interface ScheduleOptions {
  readonly everyMs: number
  readonly onError: (task: string, error: unknown) => void
}

/** Runs all tasks now and then; the function it returns stops that and waits for what is running. */
export function startSchedule(tasks: readonly Task[], { everyMs, onError }: ScheduleOptions): () => Promise<void> {
  let running = Promise.resolve()
  const runAll = async (): Promise<void> => {
    for (const task of tasks) {
      try {
        await task.run()
      } catch (error) {
        onError(task.name, error)
      }
    }
  }
  const timer = setInterval(() => {
    running = running.then(runAll)
  }, everyMs).unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
