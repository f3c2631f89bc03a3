/** The reference of the management API: a page for each noun, from the OpenAPI document, with example calls. */
import { contract } from '@gatehouse-sso/sdk/contract'
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'
import {
  always,
  answerOf,
  codesIn,
  type DocumentedOperation,
  documented,
  homesOf,
  type OpenapiDocument,
} from './document.ts'
import { exampleCalls } from './example-calls.ts'
import { anchorOf, kebab, printed, sentenceOf, titleOf } from './noun.ts'
import { overviewPage } from './overview.ts'
import { cell, fieldsOf, fieldTable, type LinkTo, meaningOf, typeOf } from './schema.ts'

/** The parameters of every list. The overview describes them. */
const ofLists = ['limit', 'after', 'before', 'order']

/** The summary up to what explains it. */
const headingOf = ({ summary }: Pick<Operation, 'summary'>): string => summary.split(/[:;] |, but /)[0] ?? summary

function parametersOf({ parameters }: DocumentedOperation, link: LinkTo): string {
  const isList = ofLists.every((name) => parameters.some((parameter) => parameter.name === name))
  const own = parameters.filter((one) => one.in !== 'header' && !(isList && ofLists.includes(one.name)))
  const rows = own.map(({ name, in: place, required, schema }) => {
    const need = required && place === 'query' ? '; needed' : ''
    const value = schema.default === undefined ? '' : `; default \`${JSON.stringify(schema.default)}\``
    return `| \`${name}\` | ${place} | ${cell(typeOf(schema, link))}${need}${value} | ${cell(meaningOf(schema))} |`
  })
  const table =
    rows.length === 0 ? '' : `| parameter | in | type | meaning |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n\n`
  const has = (name: string): boolean => parameters.some((parameter) => parameter.name === name)
  const notes = [
    ...(isList ? ['It pages as [every list](README.md#lists).'] : []),
    ...(has('Idempotency-Key') ? ['It takes an [`Idempotency-Key`](README.md#idempotency-key).'] : []),
    ...(has('If-Match') ? ['It takes [`If-Match`](README.md#if-match).'] : []),
  ]
  return `${table}${notes.length === 0 ? '' : `${notes.join(' ')}\n\n`}`
}

function failuresOf({ responses }: DocumentedOperation, always: readonly string[]): string {
  const own = Object.entries(responses)
    .flatMap(([status, { description = '' }]) => codesIn(description).map((code) => ({ status, code })))
    .filter(({ code }) => !always.includes(code))
    .map(({ status, code }) => `[\`${code}\`](../errors.md#${code}) (${status})`)
  const shared = '[those of every operation](README.md#errors)'
  return own.length === 0 ? `Failures: ${shared}.\n` : `Failures: ${own.join(', ')}, and ${shared}.\n`
}

function operationSection(operation: Operation, document: OpenapiDocument, link: LinkTo): string {
  const found = documented(document, operation)
  const { status, name, isList } = answerOf(found)
  const body = found.requestBody?.content['application/json'].schema
  const fields = body === undefined || fieldsOf(body).length === 0 ? '' : `Body:\n\n${fieldTable(body, link, true)}\n`
  const gives = name === undefined ? 'no content' : isList ? `a page of ${link(name)}` : link(name)
  const secret = operation.gives_secret ? ' It has a secret that is shown only once.' : ''
  const calls = exampleCalls(operation)
  return `## ${headingOf(operation)}

${headingOf(operation) === operation.summary ? '' : `${operation.summary}.\n\n`}\`${operation.method} ${operation.path}\`

${found.description}

${parametersOf(found, link)}${fields}Answer: \`${status}\`, ${gives}.${secret}

${failuresOf(found, always(document))}${calls === '' ? '' : `\n${calls}`}`
}

function objectSection(name: string, document: OpenapiDocument, example: unknown, link: LinkTo): string {
  const schema = document.components.schemas[name] ?? {}
  const text = meaningOf(schema)
  const variants = fieldsOf(schema).length === 0 ? `It is ${typeOf(schema, link)}.\n` : fieldTable(schema, link, false)
  const shown = example === undefined ? '' : `\n\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\`\n`
  return `### ${name}\n\n${text === '' ? '' : `${text}.\n\n`}${variants}${shown}`
}

function nounPage(noun: string, document: OpenapiDocument, homes: ReadonlyMap<string, string>): string {
  const operations = Object.values<Operation>(contract[noun as keyof typeof contract])
  const link: LinkTo = (name) => {
    const home = homes.get(name) ?? ''
    const file = home === noun ? '' : home === '' ? 'README.md' : `${kebab(home)}.md`
    return `[${name}](${file}#${home === '' ? 'errors' : anchorOf(name)})`
  }
  const examples = new Map(
    operations
      .map((operation) => answerOf(documented(document, operation)))
      .map(({ name, example }) => [name, example]),
  )
  const headings = operations.map(headingOf)
  const twice = headings.find((heading, index) => headings.indexOf(heading) !== index)
  if (twice !== undefined) throw new Error(`two operations of ${noun} have the heading "${twice}"`)
  const rows = operations.map(
    ({ summary, method, path, scope }) =>
      `| [${cell(headingOf({ summary }))}](#${anchorOf(headingOf({ summary }))}) | \`${method} ${path}\` | ${scope === null ? '' : `\`${scope}\``} |`,
  )
  const sections = operations.map((operation) => operationSection(operation, document, link))
  const names = [...homes].filter(([, home]) => home === noun).map(([name]) => name)
  const objects = names.map((name) => objectSection(name, document, examples.get(name), link))
  const list = objects.length === 0 ? '' : `\n## Objects\n\n${objects.join('\n')}`
  return `${printed}

# ${titleOf(noun)} (API)

${sentenceOf(noun)}

| operation | request | scope |
| --- | --- | --- |
${rows.join('\n')}

${sections.join('\n')}${list}`
}

/** Path from the root of the repository → text. */
export function apiReference(document: OpenapiDocument): Readonly<Record<string, string>> {
  const homes = homesOf(document)
  const nouns = Object.keys(contract)
  const pages = nouns.map((noun) => [`docs/api/${kebab(noun)}.md`, nounPage(noun, document, homes)])
  return { 'docs/api/README.md': overviewPage(document, nouns), ...Object.fromEntries(pages) }
}
