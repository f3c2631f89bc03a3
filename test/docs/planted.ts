import type { Document, PlannedPaths } from './rules.ts'

const parts = '## Question\n## Choice\n## Why\n## Alternatives\n## Consequences\n## When to reopen\n'
const record = `# 0001: Keep bees\n\nStatus: decided, 2026-11-21.\n\n${parts}`
const recordPath = 'docs/decisions/0001-bees.md'
const indexPath = 'docs/decisions/README.md'
const row = '| [0001](0001-bees.md) | Keep bees | decided |'
/** Documents without a fault. */
export const sound: Document[] = [
  {
    path: 'README.md',
    text: '# Bees\n\n[docs](docs/bees.md#the-queens-day) `core/hive.ts` `docs/*.md`\n`npm run check`\nIn the\nclone: `npx gatehouse`\n',
  },
  {
    path: 'docs/bees.md',
    text: "# Bees\n\n## The queen's day\n\nlogin_hint, prompt=login, login.microsoftonline.com, /common/login\n",
  },
  { path: indexPath, text: `${row}\n` },
  { path: recordPath, text: record },
]
export const files = new Set([...sound.map(({ path }) => path), 'docs', 'packages/core/src/hive.ts'])
export const plan: PlannedPaths = { 'next spring': ['packages/gateway/src/saml'] }

/** Proves that the rules can fail: each case plants one violation. */
export const planted: readonly { name: string; path?: string; text: string; found: RegExp }[] = [
  { name: 'a link to nothing', text: '[x](docs/wasps.md)', found: /links to docs\/wasps\.md, which does not exist/ },
  { name: 'a picture that is missing', text: '<img src="docs/hive.svg">', found: /links to docs\/hive\.svg/ },
  { name: 'an anchor to nothing', text: '[x](docs/bees.md#the-king)', found: /no heading there makes that anchor/ },
  { name: 'an anchor to nothing in the same file', text: '# A\n\n[x](#b)', found: /README\.md links to #b, but/ },
  {
    name: 'an anchor that exists only in a fenced block',
    text: '```\n# b\n```\n[x](#b)',
    found: /README\.md links to #b, but/,
  },
  { name: 'a long README', text: 'a\n'.repeat(101), found: /101 lines, the limit is 100/ },
  { name: 'a command that is gone', text: '```sh\nnpm run honey\n```', found: /npm run honey, which package\.json/ },
  {
    name: 'a command of ours by npx outside the clone',
    text: '```sh\nnpx gatehouse init\n```',
    found: /shows npx gatehouse, but does not/,
  },
  {
    name: 'a command of ours that npx would fetch',
    text: '`npx -y entra-emulator`, see the clone',
    found: /shows npx -y entra-em/,
  },
  {
    name: 'a command of ours that npm would fetch',
    text: '`npm exec gatehouse`',
    found: /shows npm exec gatehouse/,
  },
  {
    name: 'a command of ours by npx in another section than the clone',
    text: '# A\n\nIn the clone, run it.\n\n## B\n\nOn your server: npx gatehouse serve\n',
    found: /shows npx gatehouse, but does not/,
  },
  { name: 'a build file that is gone', text: '`build/gone.ts`', found: /names build\/gone\.ts/ },
  { name: 'an empty word', text: 'see `string/utils`', found: /README\.md:1 has "utils"/ },
  { name: 'jargon for the identity provider', text: 'a\nthe IdP', found: /README\.md:2 has "IdP"/ },
  { name: 'another word for sign-in', text: 'The Login page', found: /say "sign-in"/ },
  { name: 'a path of one machine', text: '`/home/bee/hive`', found: /a path of one machine/ },
  { name: 'a paragraph that begins with "whoever"', text: '# A\n\nWhoever reads\nit.', found: /README\.md:3 opens/ },
  { name: 'a list item that begins with "nobody"', text: '1. Nobody reads it.', found: /"Nobody reads it\."/ },
  { name: 'a table cell that begins with "whatever"', text: '| a | **whatever** it is |', found: /"whatever\*\*/ },
  { name: 'a sentence that begins with "what"', text: 'It is so. What\nis read stays.', found: /"What is read/ },
  { name: 'a file that is gone', text: '`packages/core/src/wasp.ts`', found: /names packages\/core\/src\/wasp\.ts/ },
  {
    name: 'a place that is gone',
    text: '`gateway/domain/wasp.ts`',
    found: /names packages\/gateway\/src\/domain\/wasp/,
  },
  { name: 'a long record', path: recordPath, text: record + '\n'.repeat(60), found: /the limit is 60/ },
  {
    name: 'a record without a part',
    path: recordPath,
    text: record.replace('## Why\n', ''),
    found: /needs exactly/,
  },
  {
    name: 'a record without a date',
    path: recordPath,
    text: record.replace(', 2026-11-21', ''),
    found: /Status: /,
  },
  {
    name: 'a record without a title',
    path: recordPath,
    text: record.replace('0001: ', ''),
    found: /must begin with/,
  },
  {
    name: 'a record that differs from its row in the index',
    path: indexPath,
    text: '',
    found: /README\.md needs the row \| \[0001\]/,
  },
  {
    name: 'two records with one number',
    path: 'docs/decisions/0001-wasps.md',
    text: record,
    found: /has the number of/,
  },
  { name: 'a record without a number', path: 'docs/decisions/wasps.md', text: record, found: /not named NNNN/ },
]
