/**
 * A walkthrough has nothing but browsers and a terminal, as a reader of the document has. A back door in it would prove
 * nothing about the pages.
 */
import { importsOf, type SourceFile, targetOf } from './rules.ts'

const folder = 'test/walkthroughs/'
/** The surroundings of walkthroughs. They start the programs, so they may do anything. */
const surroundings = [
  'launcher.ts',
  'register-client.js',
  'second-provider.ts',
  'terminal.ts',
  'tenant.ts',
  'walk.ts',
  'walkthrough.ts',
]

/** The imports of a list of steps, and of the page objects that the lists share. */
const allowed = [
  ...surroundings.filter((name) => name !== 'launcher.ts').map((name) => `${folder}${name}`),
  `${folder}pages/`,
  'vitest',
]

/** Each is a way past the pages. */
const backDoors: readonly (readonly [RegExp, string])[] = [
  [/\/_admin\b/, 'the admin API of the emulator'],
  [/\/v1\b/, 'the API'],
  [/\bfetch\(/, 'a request of its own'],
  [/\.(?:request|route|evaluate\w*|addInitScript|setContent|addCookies)\(|\.request\b/, 'the inside of a page'],
  [/\bpassword\s*=|client_secret: '/, 'a value that nobody has read'],
]

const isSurrounding = (path: string): boolean => surroundings.includes(path.slice(folder.length))

/** Finds imports and calls with which a walkthrough would do more than its reader can. */
export function walkthroughViolations(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.startsWith(folder) && !isSurrounding(path))
    .flatMap(({ path, text }) => [
      ...importsOf(text).flatMap(({ specifier, typeOnly }) => {
        const target = targetOf(path, specifier)
        const isAllowed =
          allowed.some((one) => target === one || (one.endsWith('/') && target.startsWith(one))) ||
          (typeOnly && target === 'playwright-core') ||
          (/\.test\.ts$/.test(path) && target.startsWith(folder))
        return isAllowed ? [] : [`${path} imports ${target}: a walkthrough has only browsers and a terminal`]
      }),
      ...backDoors.flatMap(([form, what]) => (form.test(text) ? [`${path} uses ${what}: a reader cannot`] : [])),
    ])
}
