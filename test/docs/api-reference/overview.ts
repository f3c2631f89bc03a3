/** The first page of the reference of the management API: what all operations have in common. */
import { failures } from '@gatehouse-sso/core/failures'
import { always, type OpenapiDocument } from './document.ts'
import { kebab, printed, sentenceOf, titleOf } from './noun.ts'
import { fieldTable } from './schema.ts'

export function overviewPage(document: OpenapiDocument, nouns: readonly string[]): string {
  const rows = nouns.map((noun) => `| [${titleOf(noun)}](${kebab(noun)}.md) | ${sentenceOf(noun)} |`)
  const codes = always(document).map((code) => {
    const { status, title } = failures[code as keyof typeof failures]
    return `| [\`${code}\`](../errors.md#${code}) | ${status} | ${title} |`
  })
  const error = document.components.schemas.Error ?? {}
  return `${printed}

# API reference

The management API is JSON over HTTPS below \`/v1\` of the gateway. Within \`/v1\` an answer may get more fields, and nothing
goes away. [openapi.json](../openapi.json) is the same for programs. Each operation has an example for curl, the
[command line](../cli.md) and the [SDK](../../packages/sdk/README.md).

| noun | |
| --- | --- |
${rows.join('\n')}

## Key and scope

A caller sends a key: \`Authorization: Bearer sk_test_…\`. The examples read it from \`GATEHOUSE_API_KEY\`. A key belongs to one
environment and has scopes, and each operation names the one that it needs. The installation key \`sk_inst_…\`, in
\`GATEHOUSE_INSTALLATION_KEY\`, only creates environments, their keys and staff. People in the console and in the setup portal
have a cookie instead.

\`\`\`sh
curl https://sso.example.com/v1/organizations \\
  -H "Authorization: Bearer $GATEHOUSE_API_KEY"
\`\`\`

## Errors

Every error has the same shape. Decide by \`error.code\`, never by the text. \`error.errors\` has each field that was refused.

${fieldTable(error, (name) => `\`${name}\``, false)}
Every operation may fail in these ways. One with an id in its path may also answer \`resource_missing\`, and each page lists the
others.

| code | status | |
| --- | --- | --- |
${codes.join('\n')}

Each answer has \`X-Request-ID\`. \`RateLimit-Limit\`, \`RateLimit-Remaining\` and \`RateLimit-Reset\` say how many requests are
allowed per minute, how many are left, and in how many seconds the limit is reset.

## Lists

A list is \`{ "object": "list", "data": […], "list_metadata": { "before": …, "after": … } }\`. The cursors are ids, or \`null\`
where there is no other page.

| parameter | type | meaning |
| --- | --- | --- |
| \`limit\` | number from 1 to 100; default \`10\` | items on a page |
| \`after\` | id | begin after this one |
| \`before\` | id | end before this one |
| \`order\` | \`desc\` or \`asc\`; default \`desc\` | newest or oldest first |

Where an operation takes \`expand[]\`, \`?expand[]=organization\` adds the resource itself beside its id.

## Idempotency-Key

A repeated request with the same \`Idempotency-Key\` and body gets the same response, for a day. The SDK and the command line
send one by themselves.

## If-Match

The answer with one resource has an \`ETag\`. A change or deletion with \`If-Match\` fails with \`precondition_failed\` (412) if the
resource has changed since.
`
}
