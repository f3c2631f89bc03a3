/** The curl lines of the reference, read by a shell and sent to a gateway: each reaches its operation, in a valid form. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { operations } from '@gatehouse-sso/sdk/contract'
import type { ErrorBody } from '@gatehouse-sso/sdk/contract/error'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness } from '../../../packages/gateway/test/harness.ts'

const folder = new URL('../../../docs/api/', import.meta.url)
const pages = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'))
/** Each with the text before it, which may have its body. */
const examples = pages.flatMap((page) =>
  [...page.matchAll(/^`([A-Z]+ \/v1[^`]+)`\n(?:(?!^## )[^\n]*\n)*?```sh\n(curl [^`]*)```\n/gm)].map(
    ([whole, request, command]) => ({
      request: String(request),
      command: String(command),
      file: /In `body\.json`:\n\n```json\n([\s\S]*?)```/.exec(whole)?.[1] ?? '',
    }),
  ),
)

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness?.close())

/** The arguments that a shell gives to curl. */
function argumentsOf(command: string): readonly string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`
  const keys = { GATEHOUSE_API_KEY: harness.api_key, GATEHOUSE_INSTALLATION_KEY: harness.installation_key }
  const output = execFileSync('bash', ['-c', script], { env: { PATH: process.env.PATH, ...keys } })
  return output.toString().split('\0').slice(0, -1)
}

async function send(command: string, file: string): Promise<Response> {
  const words = [...argumentsOf(command)]
  const init = { method: 'GET', headers: new Headers(), body: null as string | null }
  let address = ''
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-X') init.method = words.shift() ?? ''
    else if (word === '-d') init.body = (words.shift() ?? '').replace('@body.json', () => file)
    else if (word === '-H') {
      const [name = '', value = ''] = (words.shift() ?? '').split(': ')
      init.headers.set(name, value)
    } else address = word
  }
  return fetch(address.replace('https://sso.example.com', harness.url), init)
}

/** A thing that the example names is not there, or its state forbids it. Any other refusal is a fault of the line. */
const isFault = (status: number, { error }: ErrorBody): boolean =>
  error.code === 'route_missing' ||
  !([404, 409].includes(status) || (status === 422 && error.errors?.every(({ code }) => code === 'missing')))

describe('the line for', () => {
  it.each(examples)('$request', async ({ command, file }) => {
    const answer = await send(command, file)
    if (answer.ok) return
    const body = (await answer.json()) as ErrorBody
    expect(isFault(answer.status, body) ? body : 'no fault').toBe('no fault')
  })

  it('is there for every operation that a key can call', () => {
    const withKey = operations.filter(({ principals }) =>
      principals.some((principal) => principal === 'api_key' || principal === 'installation_key'),
    )
    expect(new Set(examples.map(({ request }) => request))).toEqual(
      new Set(withKey.map(({ method, path }) => `${method} ${path}`)),
    )
  })
})
