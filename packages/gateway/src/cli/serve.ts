/** `gatehouse serve`: runs the gateway until a signal stops it. */

import { millisecondsOf } from '@gatehouse-sso/core/time'
import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { collectGarbageOnce } from './collect-garbage.ts'
import { say } from './say.ts'
import { untilStopped } from './until-stopped.ts'
import { setServingFlags } from './v8-flags.ts'

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
      setServingFlags()
      collectGarbageOnce()
      const seconds = gateway.config.GATEHOUSE_SHUTDOWN_SECONDS
      untilStopped(millisecondsOf(seconds + 2), async (error) => {
        if (error) say(`gatehouse: error: ${error.stack ?? error.message}`)
        await gateway.drain(error ? 0 : seconds)
        release()
      })
      say(`gatehouse: ${gateway.config.GATEHOUSE_PUBLIC_URL} is served on ${address}`)
      const { records } = await gateway.work.ports.stores.staff.list({ limit: 1, order: 'asc' })
      if (records.length === 0) say('gatehouse: nobody uses the console yet; `gatehouse admin-link` opens it')
    })
}
