/** Prints the verdict about a token: a line for each rule, the remedy below the first that failed, and the user. */
import { accessStepNames } from '@gatehouse-sso/core/oauth/access-step'
import type { AccessTest } from '@gatehouse-sso/sdk/contract/access-test'
import pc from 'picocolors'
import { cellText } from '../api/print.ts'
import { withLiterals } from '../literal.ts'
import { wrapped } from '../wrap.ts'
import { rowsText, valueLines } from './token-text.ts'

type Step = AccessTest['steps'][number]

const column = Math.max(...accessStepNames.map((name) => name.length))
/** Of what stands beside a rule, and of what stands below it. */
const beside = ' '.repeat(column + 10)
const below = ' '.repeat(8)

export function verdictText(test: AccessTest, width: number): string {
  const reached = new Set(test.steps.map(({ name }) => name))
  const missing = accessStepNames.filter((name) => !reached.has(name))
  const end = test.allowed ? pc.green('The token is accepted.') : pc.red('The token is refused.')
  return [
    pc.bold(`Rules of ${test.api_resource_id}`),
    ...test.steps.map((step) => stepText(step, width)),
    ...missing.map((name) => pc.dim(`  -     ${name.padEnd(column)}  not reached`)),
    '',
    end,
    ...(test.user === null ? [] : ['', pc.bold('User'), userText(test.user, width)]),
  ].join('\n')
}

function stepText({ name, passed, expected, received, error }: Step, width: number): string {
  const mark = passed ? pc.green('ok  ') : pc.red('fail')
  const line = (text: string): string => wrapped(`${below}${text}`, width, below)
  const [value = '', ...more] = valueLines(passed ? (received ?? '') : error?.title, width - beside.length)
  const first = [`  ${mark}  ${name.padEnd(column)}  ${value}`.trimEnd(), ...more.map((text) => `${beside}${text}`)]
  if (error === null) return first.join('\n')
  return [
    ...first,
    ...compared('expected', expected, width),
    ...compared('received', received, width),
    line(`${pc.bold(error.who)}: ${withLiterals(cellText(error.remedy))}`),
    line(pc.dim(`code ${error.code}`)),
  ].join('\n')
}

function compared(name: string, value: string | null, width: number): readonly string[] {
  if (value === null) return []
  const lines = valueLines(value, width - below.length - name.length - 1)
  return lines.map((line, at) => `${below}${at === 0 ? name : ' '.repeat(name.length)} ${line}`)
}

function userText(user: NonNullable<AccessTest['user']>, width: number): string {
  const custom = Object.entries(user.custom_attributes)
  const rows: readonly (readonly [string, unknown])[] = [
    ['user', user.id ?? 'not there yet: the first call creates the user'],
    ['because', user.because],
    ['organization', user.organization_id],
    ['kind', user.kind],
    ['name', user.name],
    ['email', user.email],
    ['user name', user.preferred_username],
    ['role', user.role],
    ['roles', user.roles],
    ['groups', user.groups],
    ['without a role', user.unmapped_groups],
    ['administrator', user.is_admin],
    ...custom,
  ]
  return rowsText(rows, width)
}
