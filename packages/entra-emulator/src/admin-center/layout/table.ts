import { type Html, html } from '../../pages/html.ts'
import type { BladeCall } from '../blade.ts'

export interface Table {
  readonly label: string
  readonly columns: readonly string[]
  /** The cells of each row; the first one names the row. */
  readonly rows: readonly (readonly (Html | string)[])[]
  /** Said instead of a table without rows. */
  readonly empty: string
}

function cell(content: Html | string, column: string | undefined, isFirst: boolean): Html {
  if (isFirst) return html`<th scope="row" role="rowheader">${content}</th>`
  return html`<td role="cell"${column !== undefined && column !== '' && html` data-label="${column}"`}>${content}</td>`
}

/** A fixture may have more than a form would allow. */
const longestTable = 300

/** A table that keeps its roles where it becomes cards. */
export function table({ label, columns, rows: all, empty }: Table): Html {
  const rows = all.slice(0, longestTable)
  if (rows.length === 0) return html`<p class="none">${empty}</p>`
  return html`<table role="table" aria-label="${label}">
<thead role="rowgroup"><tr role="row">${columns.map((one) => html`<th scope="col" role="columnheader">${one || html`<span class="unseen">Actions</span>`}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map(
    (cells) => html`<tr role="row">${cells.map((one, index) => cell(one, columns[index], index === 0))}</tr>`,
  )}</tbody></table>${all.length > rows.length && html`<p class="dim">And ${all.length - rows.length} more.</p>`}`
}

/** The rows of one page. A list of any length is shown in pieces of this size. */
const pageSize = 50

export interface PageOfList<Item> {
  readonly items: readonly Item[]
  /** The way to the other pages. Undefined if there is one page. */
  readonly links: Html | undefined
}

function addressOf({ path, query }: BladeCall, changes: Readonly<Record<string, string>>): string {
  const kept = [...query].filter(([name]) => name !== 'done')
  return `${path}?${new URLSearchParams({ ...Object.fromEntries(kept), ...changes })}`
}

/** The part of a list that the query asks for with `page`. */
export function pageOf<Item>(call: BladeCall, list: readonly Item[]): PageOfList<Item> {
  const last = Math.max(1, Math.ceil(list.length / pageSize))
  const asked = Number(call.query.get('page') ?? '1')
  const page = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), last) : 1
  const items = list.slice((page - 1) * pageSize, page * pageSize)
  if (last === 1) return { items, links: undefined }
  const link = (text: string, to: number): Html | false =>
    to >= 1 && to <= last && html`<a href="${addressOf(call, { page: String(to) })}">${text}</a>`
  const links = html`<nav class="pages" aria-label="Pages of the list"><span>Page ${page} of ${last}, ${list.length} in all</span>
${link('Previous', page - 1)}${link('Next', page + 1)}</nav>`
  return { items, links }
}

/** A search by the beginning or a part of the name. It keeps the rest of the query. */
export function searchForm(call: BladeCall, label: string): Html {
  const kept = [...call.query].filter(([name]) => !['q', 'page', 'done'].includes(name))
  return html`<form class="search" role="search" method="get" action="${call.path}">
${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<input type="search" name="q" value="${call.query.get('q')}" placeholder="${label}" aria-label="${label}" autocomplete="off">
<button class="mini" type="submit">Search</button></form>`
}

export function found<Item>(
  { query }: BladeCall,
  list: readonly Item[],
  namesOf: (item: Item) => readonly (string | null)[],
): readonly Item[] {
  const asked = (query.get('q') ?? '').trim().toLowerCase()
  if (asked === '') return list
  return list.filter((item) => namesOf(item).some((name) => name?.toLowerCase().includes(asked)))
}

/** A value with a button that copies it. */
export function copyable(label: string, value: string): Html {
  return html`<code class="all">${value}</code><button class="mini" type="button" data-copy="${value}" aria-label="Copy ${label}"
 hidden>Copy</button>`
}

export interface Fact {
  readonly label: string
  readonly value: Html | string
}

export function facts(all: readonly Fact[]): Html {
  return html`<dl class="facts">${all.map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`
}

export function copyableFact(label: string, value: string): Fact {
  return { label, value: copyable(label, value) }
}

/** A date as the portal prints it: 11/26/2027. */
export function dateOf(instant: string): Html {
  const [year, month, day] = instant.slice(0, 10).split('-').map(Number)
  return html`<time datetime="${instant}">${month}/${day}/${year}</time>`
}
