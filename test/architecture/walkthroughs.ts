/**
 * A walkthrough has nothing but browsers and a terminal, as a reader of the document has. A back door in it would prove
 * nothing about the pages. So the rule names all that it may do, and anything else is refused.
 */
import { importsOf, type SourceFile, targetOf } from './rules.ts'

const folder = 'test/walkthroughs/'
/** The surroundings of walkthroughs. They start the programs, so they may do anything. */
const surroundings = [
  ...['launcher.ts', 'register-client.js', 'second-provider.ts', 'terminal.ts', 'tenant.ts'],
  ...['walk.ts', 'walkthrough.ts', 'left-out.long.test.ts'],
].map((name) => `${folder}${name}`)

/** The imports of a list of steps, and of the page objects that the lists share. */
const allowed = ['terminal.ts', 'tenant.ts', 'walk.ts', 'walkthrough.ts', 'pages/'].map((name) => `${folder}${name}`)

/** The methods that a person's hands and eyes have: those of a page, of the walk, and of the page objects. */
const hands = [
  ...[
    'goto',
    'reload',
    'close',
    'url',
    'waitFor',
    'waitForEvent',
    'waitForURL',
    'click',
    'check',
    'fill',
    'selectOption',
  ],
  ...[
    'getByLabel',
    'getByRole',
    'getByText',
    'locator',
    'filter',
    'or',
    'first',
    'last',
    'count',
    'isChecked',
    'isVisible',
  ],
  ...[
    'innerText',
    'inputValue',
    'textContent',
    'all',
    'page',
    'stranger',
    'keep',
    'kept',
    'run',
    'refuses',
    'start',
    'begin',
  ],
  ...['link', 'button', 'field', 'dialog', 'heading', 'navigation', 'notice', 'read', 'copied', 'goOn'],
]
/** Methods of values that were read, and of assertions. */
const values = [
  ...['exec', 'test', 'replace', 'split', 'map', 'get', 'parse', 'fromEntries', 'race', 'then', 'changed'],
  ...[
    'toBe',
    'toContain',
    'toEqual',
    'toHaveLength',
    'toMatch',
    'toMatchObject',
    'arrayContaining',
    'stringContaining',
  ],
]
const methods = new Set([...hands, ...values])

/** The commands of a vendor that has no page for them, or whose document names a terminal. */
const commands =
  /^(?:gatehouse (?:connections update|users (?:create|list|identities)|invitations create|groups create|roles create|api-resources update|test-access)\b|node examples\/|examples\/walkthroughs\/|register-client )/

/** Each is a way past the pages, or past the allow-list of methods. */
const backDoors: readonly (readonly [RegExp, string])[] = [
  [/_admin\//, 'the admin API of the emulator'],
  [/\/v1\b/, 'the API'],
  [/\bfetch\b/, 'a request of its own'],
  [/\b(?:process|globalThis|Reflect|Function|eval|vi|request|context)\b(?!['"’:])/, 'something beside the pages'],
  [/\][\s]*\(|\bimport\s*\(|\?\.\s*\(/, 'a call whose name cannot be read'],
  [/\.keep\(\s*[^,()]+,\s*['"`]/, 'a value that nobody has read'],
  [/\b(?:curl|wget|--without-test)\b|\bnode -/, 'a command that does what the pages should'],
]

/** Code without comments and without texts, so that a word in a sentence is no call. */
const codeOf = (text: string): string =>
  text
    .replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
    .replaceAll(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, "''")

/** Finds imports and calls with which a walkthrough would do more than its reader can. */
export function walkthroughViolations(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.startsWith(folder) && !surroundings.includes(path))
    .flatMap((file) => [...importViolations(file), ...callViolations(file)])
}

function importViolations({ path, text }: SourceFile): string[] {
  // A test file hands lists of steps to the walk. A list may go on with the steps of another one, which obeys the same rules.
  return importsOf(text).flatMap(({ specifier, typeOnly }) => {
    const target = targetOf(path, specifier)
    const isOurs = allowed.some((one) => target === one || (one.endsWith('/') && target.startsWith(one)))
    const isList = target.startsWith(folder) && !surroundings.includes(target)
    const isAllowed = isOurs || isList || target === 'vitest' || (typeOnly && target === 'playwright-core')
    return isAllowed ? [] : [`${path} imports ${target}: a walkthrough has only browsers and a terminal`]
  })
}

function callViolations({ path, text }: SourceFile): string[] {
  const code = codeOf(text)
  const called = [...code.matchAll(/(?<!\.)\.\s*([A-Za-z_$#][\w$]*)\s*(?:<[^()]*>)?\s*\(/g)].map(([, name]) =>
    String(name),
  )
  const others = [...new Set(called)].filter((name) => !methods.has(name))
  const typed = [...text.matchAll(/['"`]((?:gatehouse|node|sh|examples\/|register-client)\b[^'`]*)['"`]/g)]
  const refused = typed.map(([, command]) => String(command)).filter((command) => !commands.test(command))
  const doors = backDoors.filter(([form, what]) => form.test(/API|command|read$/.test(what) ? text : code))
  return [
    ...others.map((name) => `${path} calls ${name}: a reader cannot`),
    ...refused.map((command) => `${path} types "${command}": a reader cannot`),
    ...doors.map(([, what]) => `${path} uses ${what}: a reader cannot`),
  ]
}
