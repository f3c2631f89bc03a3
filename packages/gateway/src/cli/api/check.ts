/** Prints the check of a connection for people: one line for each value, and below it what to do. */
import type { ConnectionCheck } from '@gatehouse-sso/sdk/contract/connection-check'
import pc from 'picocolors'
import { cellText } from './print.ts'

type Item = ConnectionCheck['checks'][number]

const marks: Readonly<Record<Item['result'], string>> = {
  ok: pc.green('ok  '),
  warn: pc.yellow('warn'),
  fail: pc.red('fail'),
}

export function checkText({ checks, of, result }: ConnectionCheck): string {
  const count = (one: Item['result']): number => checks.filter((item) => item.result === one).length
  const width = Math.max(...checks.map(({ id }) => id.length))
  const sum = `${count('ok')} ok, ${count('warn')} to look at, ${count('fail')} wrong`
  const what = of === 'candidate' ? 'The candidate' : 'The connection'
  const end = result === 'ok' ? `${what} is all right: ${sum}.` : `${what}: ${sum}.`
  return [...checks.map((item) => itemText(item, width)), '', pc.bold(end)].join('\n')
}

function itemText({ id, result, message, expected, received, remedy, who, where, url }: Item, width: number): string {
  const first = `${marks[result]}  ${id.padEnd(width)}  ${cellText(message)}`
  if (result === 'ok') return first
  const indent = ' '.repeat(width + 8)
  const page = [where, url].filter((part) => part !== null).join(' ')
  return [
    first,
    ...(expected === null ? [] : [`${indent}expected  ${cellText(expected)}`]),
    ...(received === null ? [] : [`${indent}received  ${cellText(received)}`]),
    ...(remedy === null ? [] : [`${indent}${pc.bold(who ?? 'operator')}: ${cellText(remedy)}`]),
    ...(page === '' ? [] : [`${indent}${cellText(page)}`]),
  ].join('\n')
}
