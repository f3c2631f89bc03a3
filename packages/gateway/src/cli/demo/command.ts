/** `gatehouse demo`, `gatehouse demo --check`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { printJson, say } from '../say.ts'
import { untilStopped } from '../until-stopped.ts'
import type { RunningDemo } from './demo.ts'
import { readyText } from './table.ts'

export function demoCommand(program: Command): void {
  program
    .command('demo')
    .description(
      'Run gateway, Entra emulator, a sample application and a page of faults on this machine, in a clone of Gatehouse.',
    )
    .option('--check', 'run one sign-in without a browser, print it as JSON and stop')
    .option('--folder <path>', 'keep the data in .gatehouse/demo of this folder', '.')
    .addHelpText('after', '\nExample:\n  gatehouse demo\n\nMore: docs/cli.md')
    .action(async ({ check, folder }: { check?: boolean; folder: string }) => {
      const begun = performance.now()
      // Loaded only here, because every other command starts faster without the emulator.
      const { startDemo } = await import('./demo.ts')
      if (check) return await checkOnce(startDemo)
      const running = await startDemo(folder, { history: true })
      untilStopped(5_000, async () => {
        await running.stop()
        say('  Stopped.')
      })
      say(readyText(running, process.cwd(), performance.now() - begun))
    })
}

/** Signs in once, in a folder of its own. So it leaves a running demonstration and its data alone. */
async function checkOnce(startDemo: (root: string) => Promise<RunningDemo>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-check-'))
  try {
    const running = await startDemo(folder)
    try {
      const { checkSignIn } = await import('./check.ts')
      printJson(await checkSignIn(running.demo))
    } finally {
      await running.stop()
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
