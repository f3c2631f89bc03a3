/**
 * Finds a port on loopback: the usual one if it is free, otherwise any free one. A port is closed again before it is
 * used. So it comes from a range that no operating system gives to a program that asks for any port.
 */
import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Linux gives ports from 32768 on, macOS and Windows from 49152 on. `fetch` refuses 10080 and some ports below it. */
const range = { from: 10_081, below: 32_768 }

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** @param wanted the usual port, if there is one */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted !== undefined && (await isFree(wanted))) return wanted
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(range.from, range.below)
    if (await isFree(port)) return port
  }
  throw new Error('no port on 127.0.0.1 is free')
}
