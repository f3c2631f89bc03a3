/** `gatehouse config show|check`: shows the settings that the gateway would read here, and the source of each. */
import type { Command } from 'commander'
import pc from 'picocolors'
import { rawValue, readConfig, type SettingName, settings, sourceOf, type Variables } from '../config.ts'
import { parseMasterKey } from '../keys/master-key.ts'
import { print, printJson } from './say.ts'
import { terminalOf } from './terminal.ts'

export interface ShownSetting {
  readonly name: SettingName
  /** `null` when it is not set and has no default, or is a secret. */
  readonly value: string | null
  readonly source: 'variable' | 'file' | 'default' | 'missing'
  readonly secret: boolean
}

export function configCommand(root: Command): void {
  const command = root.command('config').description('Show and check the settings that the gateway would read here.')
  command
    .command('show')
    .description('Print each setting with its value and its source, without secrets.')
    .addHelpText('after', '\nExample:\n  gatehouse config show\n\nMore: docs/cli.md')
    .action((_, command: Command) => {
      const shown = shownSettings(process.env)
      if (terminalOf(command).json) printJson({ object: 'config', settings: shown })
      else print(shown.map(lineOf).join('\n'))
    })
  command
    .command('check')
    .description('Check the settings, print every problem, and end with 78 if the gateway cannot start with them.')
    .addHelpText('after', '\nExample:\n  gatehouse config check\n\nMore: docs/cli.md')
    .action((_, command: Command) => {
      const { config, warnings } = readConfig(process.env)
      parseMasterKey(config.GATEHOUSE_MASTER_KEY)
      const terminal = terminalOf(command)
      if (terminal.json) printJson({ object: 'config_check', result: warnings.length > 0 ? 'warn' : 'ok', warnings })
      for (const warning of warnings) terminal.say(`gatehouse: warning: ${warning}`)
      if (warnings.length === 0) terminal.say('Every setting is valid.')
    })
}

export function shownSettings(variables: Variables): readonly ShownSetting[] {
  return (Object.keys(settings) as SettingName[]).map((name) => {
    const secret = 'secret' in settings[name] && settings[name].secret === true
    const fallback = settings[name].schema.safeParse(undefined)
    const variable = sourceOf(variables, name)
    if (variable !== undefined) {
      const source = variable === `${name}_FILE` ? 'file' : 'variable'
      return { name, value: secret ? null : textOf(name, variables), source, secret }
    }
    if (!fallback.success) return { name, value: null, source: 'missing', secret }
    return { name, value: defaultOf(fallback.data), source: 'default', secret }
  })
}

/** Returns null for a file that cannot be read; `check` reports it. */
function textOf(name: SettingName, variables: Variables): string | null {
  try {
    return rawValue(variables, name) ?? null
  } catch {
    return null
  }
}

function defaultOf(value: unknown): string {
  if (value === null) return ''
  if (typeof value !== 'object') return String(value)
  return 'host' in value && 'port' in value ? `${value.host}:${value.port}` : Object.values(value).join(', ')
}

function lineOf({ name, value, source, secret }: ShownSetting): string {
  const width = Math.max(...Object.keys(settings).map((one) => one.length))
  const shown =
    source === 'missing' ? pc.red('needed, and not set') : (value ?? (secret ? 'set, not shown' : 'unreadable'))
  const from = { variable: '', file: ` ${pc.dim('(from a file)')}`, default: ` ${pc.dim('(default)')}`, missing: '' }
  return `${name.padEnd(width)}  ${shown === '' ? 'none' : shown}${from[source]}`
}
