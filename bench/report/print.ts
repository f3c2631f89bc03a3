/** Prints a result as Markdown that is readable in a terminal. */
import { type Bar, isReached, type PartResult, rounded, type Table } from './result.ts'

export function printed({ bars, tables, probes = [] }: PartResult): string {
  const [first] = probes
  const refusals: Table[] = first
    ? [
        {
          title: 'What must be refused, tried on the processes that were measured',
          columns: ['', ...probes.map(({ target }) => target)],
          rows: first.results.map(({ name }, index) => [
            name,
            ...probes.map(({ results }) => outcome(results[index]?.refused)),
          ]),
        },
      ]
    : []
  return [...tables, ...refusals, barTable(bars)].map(tableText).join('\n\n')
}

function outcome(refused: boolean | null | undefined): string {
  if (refused === null || refused === undefined) return '–'
  return refused ? 'refused' : 'ACCEPTED'
}

function barTable(bars: readonly Bar[]): Table {
  return {
    title: 'Bars',
    columns: ['what', 'figure', 'bar', ''],
    rows: bars.map((bar) => [
      bar.what,
      `${rounded(bar.figure)} ${bar.unit}`,
      `${bar.at === 'most' ? '≤' : '≥'} ${bar.limit}`,
      isReached(bar) ? 'reached' : 'NOT reached',
    ]),
  }
}

function tableText({ title, columns, rows }: Table): string {
  const cells = [columns, ...rows].map((row) => row.map((cell) => (typeof cell === 'number' ? rounded(cell) : cell)))
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => (row[index] ?? '').length)))
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = cells
  return [title, '', line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n')
}
