/** `gatehouse doctor`: checks an installation and names the remedy for each problem. */
import type { Command } from 'commander'
import pc from 'picocolors'
import { exitCodes } from '../errors.ts'
import { withLiterals } from '../literal.ts'
import { print, printJson } from '../say.ts'
import { terminalOf } from '../terminal.ts'
import { type Finding, type Result, worst } from './finding.ts'

export function doctorCommand(root: Command): void {
  root
    .command('doctor')
    .description('Check an installation on its own machine, change nothing, and name the remedy for each problem.')
    // `set -a` exports the variables of the file to the program.
    .addHelpText('after', '\nExample:\n  set -a && . ./gatehouse.env && gatehouse doctor\n\nMore: docs/cli.md')
    .action(async (_, command: Command) => {
      const terminal = terminalOf(command)
      // Loaded only here, because every other command starts faster without the gateway.
      const { examine } = await import('./doctor.ts')
      const findings = await examine(process.env, Date.now)
      if (terminal.json) printJson({ object: 'doctor', result: worst(findings), checks: findings })
      else print(findingsText(findings))
      terminal.say(`\n${summary(findings)}`)
      if (worst(findings) === 'fail') process.exitCode = exitCodes.failed
    })
}

const marks: Readonly<Record<Result, (text: string) => string>> = { ok: pc.green, warn: pc.yellow, fail: pc.red }

function findingsText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ id }) => id.length))
  const indent = ' '.repeat(width + 8)
  return findings
    .flatMap(({ id, result, message, who, remedy, code, expected, received }) => [
      `${marks[result](result.padEnd(4))}  ${id.padEnd(width)}  ${withLiterals(message)}`,
      ...(expected === undefined ? [] : [`${indent}expected ${withLiterals(expected)}`]),
      ...(received === undefined ? [] : [`${indent}received ${received}`]),
      ...(remedy === undefined ? [] : [`${indent}${pc.bold(who ?? '')}: ${withLiterals(remedy)}`]),
      ...(code === undefined ? [] : [pc.dim(`${indent}code ${code}, see docs/errors.md`)]),
    ])
    .join('\n')
}

function summary(findings: readonly Finding[]): string {
  const count = (wanted: Result): number => findings.filter(({ result }) => result === wanted).length
  const [bad, doubtful] = [count('fail'), count('warn')]
  if (bad === 0 && doubtful === 0) return 'Everything is fine.'
  return [bad > 0 ? `${bad} to correct` : '', doubtful > 0 ? `${doubtful} worth a look` : '', `${count('ok')} fine`]
    .filter(Boolean)
    .join(', ')
}
