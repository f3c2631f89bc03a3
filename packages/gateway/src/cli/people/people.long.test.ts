/** An import of 100,000 people by its command, against a gateway in its own process. */
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type Finished,
  type GatewayProcess,
  runGatehouse,
  serveFurnished,
  serveGatehouse,
} from '../../../test/gateway-process.ts'
import { browser, type Furniture, type Running, signIn } from '../../../test/harness.ts'
import { type HostileProvider, startHostileProvider } from '../../../test/hostile-provider.ts'
import type { Variables } from '../../config.ts'

const few = 10_000
const many = 100_000
/** The additional memory that ten times as many people may take. A file, or its rows, held as a whole would take far more. */
const maximumGrowthMb = 120

let provider: HostileProvider
let gateway: GatewayProcess
let variables: Variables
let furniture: Furniture
let running: Running
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-people-'))

beforeAll(async () => {
  provider = await startHostileProvider()
  const served = await serveFurnished(provider)
  ;({ gateway, variables, furniture } = served)
  running = { url: served.url, provider, ...furniture }
})
afterAll(async () => {
  await gateway.stop()
  await provider.close()
  rmSync(folder, { recursive: true })
})

const note = 'x'.repeat(400)
/** A file of some 500 bytes for each person. */
async function fileOf(count: number): Promise<string> {
  const path = join(folder, `${count}.csv`)
  const file = createWriteStream(path)
  file.write('email,preferred_username,external_id,name,metadata.note\r\n')
  for (let n = 0; n < count; n += 1) {
    const isFull = !file.write(`p${n}@a.example,p${n},e${n},"Muster, ${n}",${note}\r\n`)
    if (isFull) await new Promise((resolve) => file.once('drain', resolve))
  }
  file.end()
  await finished(file)
  return path
}

const peakMb = (pid: number): number =>
  Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

interface Run extends Finished {
  /** The most memory that the command has had. */
  readonly peak_mb: number
}

async function importFile(path: string, organization_id: string, ...more: readonly string[]): Promise<Run> {
  let [peak_mb, pid] = [0, 0]
  const look = setInterval(() => {
    try {
      peak_mb = Math.max(peak_mb, peakMb(pid))
    } catch {
      // It has just ended.
    }
  }, 50)
  const access = { GATEHOUSE_BASE_URL: running.url, GATEHOUSE_API_KEY: furniture.api_key }
  const args = ['users', 'import', path, '--organization-id', organization_id, ...more]
  const ended = await runGatehouse(args, access, undefined, (begun) => {
    pid = begun
  })
  clearInterval(look)
  return { ...ended, peak_mb }
}

const newOrganization = async (): Promise<string> => (await furniture.client.organizations.create({ name: 'Large' })).id

/** Signs people in, one after the other, until something has ended. @returns how many were served */
async function signInsDuring(work: Promise<unknown>): Promise<number> {
  let isOver = false
  const end = (): void => {
    isOver = true
  }
  work.then(end, end)
  let served = 0
  while (!isOver) {
    expect((await signIn(running, browser())).searchParams.has('code')).toBe(true)
    served += 1
  }
  return served
}

it('100,000 people take bounded memory, progress is shown, sign-ins are served, and again nothing changes', async () => {
  const warm = await importFile(await fileOf(few), await newOrganization())
  expect([warm.code, warm.stderr]).toEqual([0, expect.stringContaining('10,000 people: 10,000 created')])
  const gatewayBefore = peakMb(gateway.pid)

  const organization_id = await newOrganization()
  const path = await fileOf(many)
  const importing = importFile(path, organization_id)
  const served = await signInsDuring(importing)
  const first = await importing
  expect(first.stderr).toContain('100,000 people: 100,000 created, 0 updated, 0 unchanged, 0 refused.')
  expect(first.stderr.match(/^ \d\d % {2}/gm)?.length).toBeGreaterThanOrEqual(8)
  expect(first.code).toBe(0)
  expect(served).toBeGreaterThan(100)
  expect(first.peak_mb - warm.peak_mb).toBeLessThan(maximumGrowthMb)
  expect(peakMb(gateway.pid) - gatewayBefore).toBeLessThan(maximumGrowthMb)

  const latest = async () => (await furniture.client.events.list({ limit: 1, type: 'user.created' })).data
  const before = await latest()
  const second = await importFile(path, organization_id, '--json')
  expect(JSON.parse(second.stdout)).toMatchObject({ people: many, created: 0, updated: 0, unchanged: many, refused: 0 })
  expect(await latest()).toEqual(before)
  expect((await furniture.client.events.list({ limit: 1, type: 'user.updated' })).data).toEqual([])
})

it('an import goes on after the gateway was killed and started again', async () => {
  const organization_id = await newOrganization()
  const importing = importFile(join(folder, `${few}.csv`), organization_id)
  const isBegun = async () => (await furniture.client.users.list({ organization_id, limit: 1 })).data.length > 0
  while (!(await isBegun())) await new Promise((resolve) => setTimeout(resolve, 20))
  await gateway.kill()
  gateway = await serveGatehouse(variables)
  const ended = await importing
  expect([ended.code, ended.stderr]).toEqual([0, expect.stringContaining('10,000 people: ')])
  expect(ended.stderr).toContain(' 0 refused.')
  const again = await importFile(join(folder, `${few}.csv`), organization_id, '--json')
  expect(JSON.parse(again.stdout)).toMatchObject({ unchanged: few })
})
