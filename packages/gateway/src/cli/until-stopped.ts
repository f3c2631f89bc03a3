/**
 * Runs a server until it is told to stop. The first signal drains, a second one ends at once. An uncaught exception
 * ends the process too, because a broken gateway must not go on serving.
 */
import closeWithGrace from 'close-with-grace'

const signals = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const
/** Ctrl-C reaches every process of a terminal, and the launcher forwards it: one key, two signals. */
const sameKeyMs = 500
const parentPollMs = 250

/** @param delayMs after which the process ends even if `stop` has not finished */
export function untilStopped(delayMs: number, stop: (error: Error | undefined) => Promise<void>): void {
  const quiet = { error: () => undefined }
  const grace = closeWithGrace({ delay: delayMs, logger: quiet, skip: [...signals] }, ({ err }) => stop(err))
  let begun: number | undefined
  const begin = (): void => {
    begun = performance.now()
    void grace.close()
  }
  for (const signal of signals) {
    process.on(signal, () => {
      if (begun === undefined) begin()
      else if (performance.now() - begun > sameKeyMs) process.exit(1)
    })
  }
  if (endsWithParent(process.env, process.ppid)) whenParentEnds(() => begun === undefined && begin())
}

/**
 * Two parents pass no signal on when they are killed: the shell in which npm runs a script, and the launcher. After
 * any other parent a server runs on, because `nohup gatehouse serve &` must survive its shell.
 */
export function endsWithParent(variables: Readonly<Record<string, string | undefined>>, parent: number): boolean {
  const { LAUNCHER_OF_GATEHOUSE: launcher, npm_lifecycle_script: script = '' } = variables
  return launcher === String(parent) || /^[^&;|]*(gatehouse|main\.ts)[^&;|]*$/.test(script)
}

function whenParentEnds(end: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    end()
  }, parentPollMs)
  timer.unref()
}
