/** The names of a noun of the contract on the pages: its file, its title and its sentence. */
import { readFileSync } from 'node:fs'

export const printed = '<!-- Printed by `npm run generate` from the contract and test/docs/api-reference. -->'

export const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

/** `apiKeys` → `API keys` */
export function titleOf(noun: string): string {
  const words = kebab(noun)
    .replaceAll('-', ' ')
    .replace(/^api\b/, 'API')
    .replace('sign ins', 'sign-ins')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** The first sentence of the noun's file in the SDK. */
export function sentenceOf(noun: string): string {
  const source = readFileSync(new URL(`../../../packages/sdk/src/nouns/${kebab(noun)}.ts`, import.meta.url), 'utf8')
  const sentence = /^\/\*\* (.+) \*\/\n/.exec(source)?.[1]
  if (sentence === undefined) throw new Error(`the methods of ${noun} have no sentence`)
  return sentence
}
