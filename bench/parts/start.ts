/** Measures the time from the start of the process to its first answer, and the memory of an idle gateway. */
import { spawn } from 'node:child_process'
import { request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { bundled } from '../machinery/bundled.ts'
import type { Context } from '../machinery/context.ts'
import { median } from '../machinery/measure.ts'
import { cpuMs, freePort, residentMb } from '../machinery/process.ts'
import type { PartResult } from '../report/result.ts'
import { gatewayCommand, startGateway } from '../targets/gateway.ts'

const organizations = 100
const idleSeconds = 15

export async function startPart({ idp, say, short }: Context): Promise<PartResult> {
  say(`a database with ${organizations} organizations`)
  const target = await startGateway(idp, { alg: 'RS256', engine: 'sqlite' })
  for (let n = 1; n < organizations; n += 1) await target.client.organizations.create({ name: `Organization ${n}` })
  await target.stopServing()

  const { GATEHOUSE_PUBLIC_URL: url = '' } = target.variables
  const port = await freePort()
  const bare = await bundled(fileURLToPath(new URL('../reference/bare.ts', import.meta.url)))
  const times: Record<'gatehouse' | 'bare', number[]> = { gatehouse: [], bare: [] }
  const cpu: Record<'gatehouse' | 'bare', number[]> = { gatehouse: [], bare: [] }
  const idle: number[] = []
  const rounds = short ? 2 : 11
  try {
    for (let round = 1; round <= rounds; round += 1) {
      say(`round ${round} of ${rounds}`)
      const gateway = await firstAnswer([...gatewayCommand()], target.variables, `${url}/livez`)
      times.gatehouse.push(gateway.ms)
      cpu.gatehouse.push(gateway.cpu_ms)
      if (round <= 3) {
        await new Promise((resolve) => setTimeout(resolve, short ? 500 : idleSeconds * 1000))
        idle.push(residentMb(gateway.pid))
      }
      await gateway.stop()
      const least = await firstAnswer([bare], { BARE_PORT: String(port) }, `http://127.0.0.1:${port}/livez`)
      times.bare.push(least.ms)
      cpu.bare.push(least.cpu_ms)
      await least.stop()
    }
  } finally {
    await target.stop()
  }
  const [ours, least] = [median(times.gatehouse), median(times.bare)]
  return {
    bars: [
      {
        what: `start to first answer, ${organizations} organizations`,
        figure: ours / least,
        unit: '× a bare server',
        limit: 3,
        at: 'most',
      },
      { what: 'resident memory, idle', figure: median(idle), unit: 'MB', limit: 130, at: 'most' },
    ],
    tables: [
      {
        title: 'Start to first answer: medians',
        columns: ['', 'ms', 'ms of processor time'],
        rows: [
          ['gatehouse', ours, median(cpu.gatehouse)],
          ['bare Fastify with the same libraries, bundled too', least, median(cpu.bare)],
        ],
      },
    ],
    chart: {
      title: 'Start to first answer',
      unit: 'ms',
      values: [
        ['gatehouse', ours],
        ['bare Fastify, same libraries, bundled', least],
      ],
    },
  }
}

/** Starts a program and polls until it answers. */
async function firstAnswer(
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
  address: string,
): Promise<{ ms: number; cpu_ms: number; pid: number; stop(): Promise<void> }> {
  const begun = performance.now()
  const env = { PATH: process.env.PATH, NODE_ENV: 'production', ...variables }
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  while (!(await answers(address))) {
    if (child.exitCode !== null || performance.now() - begun > 30_000)
      throw new Error(`${args.join(' ')} does not start`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  const ms = performance.now() - begun
  const cpu_ms = cpuMs(child.pid ?? 0)
  const stop = (): Promise<void> => {
    process.off('exit', kill)
    kill()
    return ended
  }
  return { ms, cpu_ms, pid: child.pid ?? 0, stop }
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const outgoing = request(address, { agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    outgoing.on('error', () => resolve(false))
    outgoing.end()
  })
}
