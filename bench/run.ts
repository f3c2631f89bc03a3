/**
 * The benchmarks: `npm run bench [-- <part>] [-- --short]`. One part is one run. Figures are compared within a run
 * only, because machines differ, and one machine differs from hour to hour.
 */
import type { Context } from './machinery/context.ts'
import { startLoadGenerator } from './machinery/measure.ts'
import { startUpstream } from './machinery/upstream.ts'
import { againstPart } from './parts/against.ts'
import { listsPart } from './parts/lists.ts'
import { profilePart } from './parts/profile.ts'
import { samlPart } from './parts/saml.ts'
import { scalePart } from './parts/scale.ts'
import { signinPart } from './parts/signin.ts'
import { soakPart } from './parts/soak.ts'
import { startPart } from './parts/start.ts'
import { storagePart } from './parts/storage.ts'
import { verifyPart } from './parts/verify.ts'
import { chartSvg } from './report/chart.ts'
import { printed } from './report/print.ts'
import { keepChart, keepResult, type PartResult } from './report/result.ts'

const parts: Readonly<Record<string, (context: Context) => Promise<PartResult>>> = {
  signin: signinPart,
  storage: storagePart,
  start: startPart,
  scale: scalePart,
  soak: soakPart,
  profile: profilePart,
  verify: verifyPart,
  saml: samlPart,
  lists: listsPart,
  against: againstPart,
}

const words = process.argv.slice(2)
const [name = 'signin', other] = words.filter((word) => !word.startsWith('--'))
const part = parts[name]
if (!part) throw new Error(`there is no part ${name}, only ${Object.keys(parts).join(', ')}`)
const short = words.includes('--short')
const begun = performance.now()
const say = (line: string): void => {
  process.stderr.write(`${((performance.now() - begun) / 1000).toFixed(0).padStart(5)} s  ${line}\n`)
}
process.once('SIGINT', () => process.exit(130)) // the exit handler also ends all started processes
const upstream = await startUpstream()
const load = await startLoadGenerator()
try {
  const peers = words.includes('--peers')
  const result = await part({ idp: upstream.url, load, say, peers, short, ...(other ? { other } : {}) })
  process.stdout.write(`\n${printed(result)}\n`)
  // A comparison of two builds says nothing about the product.
  if (!short && part !== againstPart) {
    keepResult(name, result)
    keepChart(name, chartSvg(result.chart))
  }
} finally {
  load.stop()
  await upstream.stop()
}
