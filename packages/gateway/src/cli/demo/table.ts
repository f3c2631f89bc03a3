/** Prints the addresses, the people and the next commands of the demonstration when it is ready. */
import { relative } from 'node:path'
import pc from 'picocolors'
import type { RunningDemo } from './demo.ts'
import { administrator } from './directory.ts'
import { gatehouseCommand } from './gatehouse-command.ts'

/** @param folder in which the terminal is */
export function readyText(
  { demo, moved, path }: Pick<RunningDemo, 'demo' | 'moved' | 'path'>,
  folder: string,
  readyMs: number,
): string {
  const gatehouse = gatehouseCommand(folder)
  const below = relative(folder, path)
  const files = below.startsWith('..') ? path : `./${below}`
  const width = Math.max(...demo.users.map(({ email }) => email.length))
  const line = (label: string, value: string): string => `  ${pc.dim(label.padEnd(14))} ${value}`
  return [
    '',
    `  ${pc.bold('Gatehouse')} ${pc.dim(`is ready, after ${(readyMs / 1000).toFixed(1)} s`)}`,
    '',
    line('Sign in at', pc.bold(pc.cyan(demo.app_url))),
    line('Gateway', `${demo.issuer} ${pc.dim('(OpenID Provider and API)')}`),
    line('Console', `${pc.cyan(demo.console_url)} ${pc.dim('(as its owner; the link works once)')}`),
    line('Entra emulator', demo.emulator.url),
    line('Faults', `${demo.faults_url} ${pc.dim('(a bad day at Entra, one click each)')}`),
    ...moved.map((text) => `  ${pc.yellow(text)}`),
    '',
    `  ${pc.bold('Sign in as')} ${pc.dim(`any of these, with the password ${demo.users[0]?.password ?? ''}`)}`,
    ...demo.users.map(({ email, shows }) => `  ${email.padEnd(width)}  ${pc.dim(shows)}`),
    '',
    `  ${pc.bold('Play the administrator of a customer')} ${pc.dim('who connects an empty tenant, with the same password')}`,
    `  ${pc.cyan(demo.setup_url)}`,
    `  ${administrator.padEnd(width)}  ${pc.dim('For the admin center of the emulator')}`,
    '',
    `  ${pc.bold('Next')} ${pc.dim('in a second terminal, in this folder')}`,
    `  . ${files}/demo.env`,
    `  ${gatehouse} signins list`,
    `  ${gatehouse} signins tail`,
    '',
    pc.dim('  Ctrl-C stops everything.'),
    '',
  ].join('\n')
}
