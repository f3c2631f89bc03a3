/** The result of one part of the benchmarks: bars with their figures, tables, probes and a chart. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import type { ProbeResult } from '../machinery/probes.ts'

/** A figure with the bar that it should keep. */
export interface Bar {
  readonly what: string
  readonly figure: number
  readonly unit: string
  readonly limit: number
  /** `most` if the figure may not be greater than the limit. */
  readonly at: 'most' | 'least'
}

/** Rows with the same columns. Numbers are rounded when they are printed. */
export interface Table {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

export interface Chart {
  readonly title: string
  readonly unit: string
  readonly values: readonly (readonly [name: string, value: number])[]
}

export interface PartResult {
  readonly bars: readonly Bar[]
  readonly tables: readonly Table[]
  readonly probes?: readonly { readonly target: string; readonly results: readonly ProbeResult[] }[]
  readonly chart: Chart
}

export function isReached({ figure, limit, at }: Bar): boolean {
  return at === 'most' ? figure <= limit : figure >= limit
}

export function rounded(value: number): string {
  if (Number.isInteger(value)) return String(value)
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)
}

const file = new URL('../results.json', import.meta.url)

/** Replaces the result of one part, and keeps the others. */
export function keepResult(part: string, result: PartResult): void {
  let known: Record<string, unknown> = {}
  try {
    known = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // the first result
  }
  // Keeps only the facts about the machine that explain a figure. Ratios of one run are compared, never two machines.
  const machine = { processors: availableParallelism(), platform: process.platform, node: process.version }
  const shown = { ...result, bars: result.bars.map((bar) => ({ ...bar, reached: isReached(bar) })) }
  const parts = Object.entries({ ...known, [part]: { machine, ...shown } }).sort(([a], [b]) => a.localeCompare(b))
  const text = JSON.stringify(Object.fromEntries(parts), (_, value) => short(value), 2)
  writeFileSync(file, `${text}\n`)
}

function short(value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value
}

const charts = new URL('../../docs/performance/', import.meta.url)

export function keepChart(part: string, svg: string): void {
  mkdirSync(charts, { recursive: true })
  writeFileSync(new URL(`${part}.svg`, charts), svg)
}
