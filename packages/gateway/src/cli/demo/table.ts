/** Prints the addresses and the people of the demonstration when it is ready. */
import pc from 'picocolors'
import type { Demo } from './state.ts'

export function readyText(demo: Demo, moved: readonly string[], readyMs: number): string {
  const width = Math.max(...demo.users.map(({ email }) => email.length))
  const line = (label: string, value: string): string => `  ${pc.dim(label.padEnd(14))} ${value}`
  return [
    '',
    `  ${pc.bold('Gatehouse')} ${pc.dim(`is ready, after ${(readyMs / 1000).toFixed(1)} s`)}`,
    '',
    line('Sign in at', pc.bold(pc.cyan(demo.app_url))),
    line('Gateway', `${demo.issuer} ${pc.dim('(OpenID Provider and API)')}`),
    line('Entra emulator', demo.emulator.url),
    line('Details', '.gatehouse/demo/demo.json'),
    ...moved.map((text) => `  ${pc.yellow(text)}`),
    '',
    `  ${pc.bold('Sign in as')} ${pc.dim(`any of these, with the password ${demo.users[0]?.password ?? ''}`)}`,
    ...demo.users.map(({ email, shows }) => `  ${email.padEnd(width)}  ${pc.dim(shows)}`),
    '',
    pc.dim('  Ctrl-C stops everything.'),
    '',
  ].join('\n')
}
