import { describe, expect, it } from 'vitest'
import { type Command, readCommand } from './options.ts'

const cases: { args: string[]; command: Command }[] = [
  { args: [], command: { kind: 'start', port: 4100 } },
  { args: ['--port', '0'], command: { kind: 'start', port: 0 } },
  {
    args: ['--port=8443', '--fixture', 'a.json', '--public-url', 'https://entra.test'],
    command: { kind: 'start', port: 8443, fixture: 'a.json', public_url: 'https://entra.test' },
  },
  { args: ['--tls'], command: { kind: 'start', port: 4100, tls: {} } },
  { args: ['--tls', '--tls-folder', 'here'], command: { kind: 'start', port: 4100, tls: { folder: 'here' } } },
  { args: ['--tls-folder', 'here'], command: { kind: 'start', port: 4100, tls: { folder: 'here' } } },
  { args: ['--help'], command: { kind: 'help' } },
  { args: ['--version'], command: { kind: 'version' } },
  { args: ['--bogus'], command: { kind: 'misused', says: "Unknown option '--bogus'" } },
  { args: ['--prot', '1'], command: { kind: 'misused', says: "Unknown option '--prot'. Did you mean --port?" } },
  {
    args: ['--fixtures=a'],
    command: { kind: 'misused', says: "Unknown option '--fixtures'. Did you mean --fixture?" },
  },
  {
    args: ['--public-uri', 'https://entra.test'],
    command: { kind: 'misused', says: "Unknown option '--public-uri'. Did you mean --public-url?" },
  },

  { args: ['start'], command: { kind: 'misused', says: "Unexpected argument 'start'" } },
  { args: ['--port'], command: { kind: 'misused', says: "Option '--port <value>' argument missing" } },
  {
    args: ['--port', '65536'],
    command: { kind: 'misused', says: '--port must be a number from 0 to 65535, is "65536"' },
  },
]

describe('the command line', () => {
  it.each(cases)('$args', ({ args, command }) => expect(readCommand(args)).toEqual(command))
})
