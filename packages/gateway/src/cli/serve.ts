/** `gatehouse serve`: runs the gateway until it is told to stop. */
import closeWithGrace from 'close-with-grace'
import type { Command } from 'commander'
import { say } from './say.ts'

export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('Run the gateway until it is told to stop.')
    .addHelpText(
      'after',
      '\nExample:\n  GATEHOUSE_PUBLIC_URL=https://sso.example.com gatehouse serve\n\nMore: docs/cli.md',
    )
    .action(async () => {
      // The gateway is loaded only where it is run: every other command starts faster without it.
      const { openGateway } = await import('../app.ts')
      const gateway = await openGateway(process.env)
      const address = await gateway.listen()
      say(`gatehouse: ${gateway.config.GATEHOUSE_PUBLIC_URL} is served on ${address}`)
      const seconds = gateway.config.GATEHOUSE_SHUTDOWN_SECONDS
      // The first signal drains, a second one ends at once. An exception nobody caught ends the process too: what is
      // broken must not go on serving.
      const delay = (seconds + 2) * 1000
      closeWithGrace({ delay, logger: { error: () => undefined } }, async ({ err }) => {
        if (err) say(`gatehouse: error: ${err.stack ?? err.message}`)
        await gateway.drain(err ? 0 : seconds)
      })
    })
}
