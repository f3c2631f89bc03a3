import { describe, expect, it } from 'vitest'
import { endsWithParent } from './until-stopped.ts'

const cases: [string, boolean, Record<string, string>][] = [
  ['no npm and no launcher, as under systemd and nohup', false, {}],
  ['the launcher', true, { LAUNCHER_OF_GATEHOUSE: '7' }],
  ['a program that the launcher has started', false, { LAUNCHER_OF_GATEHOUSE: '6' }],
  ['npm run demo', true, { npm_lifecycle_script: 'node --conditions=x packages/gateway/src/cli/main.ts demo' }],
  ['npx gatehouse', true, { npm_lifecycle_script: 'gatehouse' }],
  ['a script that leaves the server in the background', false, { npm_lifecycle_script: 'gatehouse serve &' }],
  ['a script that runs more than the server', false, { npm_lifecycle_script: 'sh deploy.sh' }],
]

describe('a server ends with its parent', () => {
  it.each(cases)('%s: %s', (_, expected, variables) => expect(endsWithParent(variables, 7)).toBe(expected))
})
