/** `gatehouse admin-link`: a way into the console that needs no single sign-on. It runs on the server, with its database. */
import type { Command } from 'commander'
import type { NewAdminLink } from '../domain/staff/admin-link.ts'
import { print, printJson } from './say.ts'
import { terminalOf } from './terminal.ts'

interface Flags {
  readonly email?: string
}

export function adminLinkCommand(program: Command): void {
  program
    .command('admin-link')
    .description('Print a link that opens the console once, within an hour, without single sign-on.')
    .option('--email <email>', 'the staff member to enter as (default: an owner without an email)')
    .addHelpText('after', '\nExample:\n  gatehouse admin-link\n\nMore: docs/cli.md')
    .action(async ({ email }: Flags, command: Command) => {
      const { url, expires_at, staff } = await adminLink(process.env, email ?? null)
      const until = new Date(expires_at).toISOString()
      if (terminalOf(command).json) return printJson({ url, expires_at: until })
      print(url)
      terminalOf(command).say(
        `It works once, until ${until}, and signs in with the role ${staff.role}. Open it yourself.`,
      )
    })
}

/**
 * Makes the link in the database that the variables name. A gateway may serve from it meanwhile.
 * @throws ConfigurationError, Failure environment_missing, resource_missing; why the database cannot be used
 */
export async function adminLink(
  variables: Readonly<Record<string, string | undefined>>,
  email: string | null,
): Promise<NewAdminLink> {
  // Every other command starts faster without the gateway.
  const [{ openDatabase, openWork, prepareSchema }, { readConfig }, { openLog }, { createAdminLink }] =
    await Promise.all([
      import('../app.ts'),
      import('../config.ts'),
      import('../observe/log.ts'),
      import('../domain/staff/admin-link.ts'),
    ])
  const { config } = readConfig(variables)
  const engine = openDatabase(variables)
  try {
    await prepareSchema(engine, 'manual', Date.now)
    const { work, close } = openWork(config, engine, openLog({ level: 'silent' }))
    const link = await createAdminLink(work, email)
    await close()
    return link
  } finally {
    await engine.close()
  }
}
