/** Parses the code blocks of the documents. Commands of Gatehouse are compared with the tree of commands. */
import { spawnSync } from 'node:child_process'
import { stripTypeScriptTypes } from 'node:module'
import type { Command } from 'commander'
import { program } from '../../packages/gateway/src/cli/program.ts'
import type { CodeBlock, Parser } from './blocks.ts'

const root = program()

/** `gatehouse …` at the beginning of a command, up to its end. */
const ours = /(?:^|[|;&(]\s*|\$ |\w=\S* )gatehouse ((?:'[^']*'|"[^"]*"|\\\n|[^\n|;&>#'")])*)/gm

/** The words of a command line, without their quotes. */
function wordsOf(text: string): string[] {
  return [...text.replaceAll('\\\n', ' ').matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) =>
    word.replace(/['"]/g, ''),
  )
}

function unknownIn(words: readonly string[]): string[] {
  let command: Command = root
  let index = 0
  for (; index < words.length; index += 1) {
    const word = words[index] ?? ''
    const next = command.commands.find((child) => child.name() === word || child.aliases().includes(word))
    if (next === undefined) break
    command = next
  }
  const isNoun = index === words.length || words[index]?.startsWith('<')
  if (command.commands.length > 0 && command !== root && !isNoun)
    return [`names no command: gatehouse ${words.join(' ')}`]
  if (command === root && words[0] !== undefined && !/^[-<]/.test(words[0])) {
    return [`names no command: gatehouse ${words.join(' ')}`]
  }
  const known = [...command.options, ...root.options].flatMap(({ short, long }) => [short, long])
  return words
    .slice(index)
    .filter((word) => /^--?[a-z]/.test(word))
    .map((word) => word.replace(/=.*$/, ''))
    .filter((word) => !['--help', '-h'].includes(word) && !known.includes(word))
    .map((word) => `has the option ${word}, which gatehouse ${words.slice(0, index).join(' ')} does not have`)
}

/** The commands of ours in a text of the shell, with what is wrong with each. */
export function commandProblems(code: string): string[] {
  return [...code.matchAll(ours)].flatMap(([, words = '']) => unknownIn(wordsOf(words)))
}

const syntaxError = (code: string): string => spawnSync('bash', ['-n'], { input: code, encoding: 'utf8' }).stderr.trim()

/**
 * Checks the syntax of many texts of the shell. All of them are one program first, a function for each, because a process
 * for each would take seconds. Only if something is wrong, each is looked at alone.
 */
function syntaxErrors(codes: readonly string[]): ReadonlyMap<string, string> {
  const whole = codes.map((code, index) => `block_${index}() {\n:\n${code}\n}\n`).join('')
  const isSound = syntaxError(whole) === ''
  return new Map(codes.map((code) => [code, isSound ? '' : syntaxError(code)]))
}

/** Of a session in a terminal, the lines behind `$ ` are commands, with the lines that continue them. */
const commandsOf = (code: string): string =>
  [...code.matchAll(/^\$ ((?:.*\\\n)*.*)$/gm)].map(([, command]) => `${command}\n`).join('')

function thrown(run: () => unknown): string[] {
  try {
    run()
    return []
  } catch (error) {
    return [`does not parse: ${(error as Error).message.split('\n')[0]}`]
  }
}

/** @param blocks all of them: those of the shell are looked at together */
export function parsersOf(blocks: readonly CodeBlock[]): Readonly<Record<string, Parser>> {
  const shell = blocks.filter(({ language }) => language === 'sh').map(({ code }) => code)
  const sessions = blocks.filter(({ language }) => language === 'console').map(({ code }) => commandsOf(code))
  const errors = syntaxErrors([...shell, ...sessions])
  const problems = (code: string): string[] => {
    const error = errors.get(code)
    return error === '' ? commandProblems(code) : [`is no shell: ${error}`]
  }
  return {
    sh: problems,
    console: (code) =>
      commandsOf(code) === '' ? ['shows no command: begin it with `$ `'] : problems(commandsOf(code)),
    json: (code) => thrown(() => JSON.parse(code)),
    ts: (code) => thrown(() => stripTypeScriptTypes(code)),
  }
}
