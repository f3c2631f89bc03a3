/** `gatehouse demo`, `gatehouse demo --check`. */
import closeWithGrace from 'close-with-grace'
import type { Command } from 'commander'
import { printJson, say } from '../say.ts'
import { readyText } from './table.ts'

export function demoCommand(program: Command): void {
  program
    .command('demo')
    .description('Run gateway, Entra emulator and a sample application on this machine.')
    .option('--check', 'run one sign-in without a browser, print it as JSON and stop')
    .addHelpText('after', '\nExample:\n  gatehouse demo\n\nMore: docs/cli.md')
    .action(async ({ check }: { check?: boolean }) => {
      const begun = performance.now()
      // Loaded only here, because every other command starts faster without the emulator.
      const { startDemo } = await import('./demo.ts')
      const running = await startDemo(process.cwd())
      if (check) {
        try {
          const { checkSignIn } = await import('./check.ts')
          printJson(await checkSignIn(running.demo))
        } finally {
          await running.stop()
        }
        return
      }
      say(readyText(running.demo, running.moved, performance.now() - begun))
      closeWithGrace({ delay: 5_000, logger: { error: () => undefined } }, async () => {
        await running.stop()
        say('  Stopped.')
      })
    })
}
