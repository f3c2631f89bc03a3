/** `gatehouse serve`: runs the gateway until a signal stops it. */

import { millisecondsOf } from '@gatehouse-sso/core/time'
import closeWithGrace from 'close-with-grace'
import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { say } from './say.ts'

export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('Run the gateway until a signal stops it.')
    .addHelpText(
      'after',
      '\nExample:\n  GATEHOUSE_PUBLIC_URL=https://sso.example.com gatehouse serve\n\nMore: docs/cli.md',
    )
    .action(async () => {
      // Loaded only here, because every other command starts faster without the gateway.
      const { holdDatabase, openGateway } = await import('../app.ts')
      readConfig(process.env) // reports every wrong setting before the database is touched
      const release = await holdDatabase(process.env, 'gatehouse serve')
      const gateway = await openGateway(process.env)
      const address = await gateway.listen()
      say(`gatehouse: ${gateway.config.GATEHOUSE_PUBLIC_URL} is served on ${address}`)
      const seconds = gateway.config.GATEHOUSE_SHUTDOWN_SECONDS
      // The first signal drains, a second one ends at once. An uncaught exception ends the process too, because a broken
      // gateway must not go on serving.
      const delay = millisecondsOf(seconds + 2)
      closeWithGrace({ delay, logger: { error: () => undefined } }, async ({ err }) => {
        if (err) say(`gatehouse: error: ${err.stack ?? err.message}`)
        await gateway.drain(err ? 0 : seconds)
        release()
      })
    })
}
