/** Reads and prints tokens. The signature is never printed, so that what is shown cannot be used. */
import { isFailure } from '@gatehouse-sso/core/failure'
import { decodeJwt, type UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import pc from 'picocolors'
import { cellText } from '../api/print.ts'
import { broken, wrapped } from '../wrap.ts'
import { AccessRefusal } from './refusal.ts'
import { tokenWords } from './words.ts'

const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * @param text a token, alone or after `Bearer`
 * @throws AccessRefusal
 */
export function readToken(text: string): { readonly token: string; readonly unverified: UnverifiedJwt } {
  const token = text.trim().replace(/^(authorization: *)?bearer +/i, '')
  try {
    return { token, unverified: decodeJwt(token, (part) => decoder.decode(Buffer.from(part, 'base64url'))) }
  } catch (error) {
    if (!isFailure(error)) throw error
    const { expected, received } = error.evidence
    const seen = [expected && `expected ${expected}`, received && `received ${received}`].filter(Boolean).join(', ')
    throw new AccessRefusal(`it is no signed token in compact form${seen && ` (${seen})`}`, {
      code: error.code,
      hint: 'Give the whole `access_token` of the answer from Entra, from `eyJ` to its end. Some tokens are opaque, and have nothing to show.',
    })
  }
}

/** The token in words, its header and its claims. @param now milliseconds since 1970 */
export function tokenText(unverified: UnverifiedJwt, now: number, width: number): string {
  const { sentence, rows } = tokenWords(unverified, now)
  return [
    wrapped(sentence.replaceAll('`', ''), width),
    '',
    rowsText(rows, width),
    '',
    pc.bold('Header'),
    rowsText(Object.entries(unverified.header), width),
    '',
    pc.bold('Claims'),
    rowsText(Object.entries(unverified.claims), width),
  ].join('\n')
}

/** Names and values in two columns. Long values go on below their beginning. */
export function rowsText(rows: readonly (readonly [name: string, value: unknown])[], width: number): string {
  const column = Math.max(0, ...rows.map(([name]) => Math.min(name.length, 28)))
  const indent = ' '.repeat(column + 4)
  return rows
    .map(([name, value]) => {
      const lines = valueLines(value, width - indent.length)
      const first = `  ${pc.dim(cellText(name).padEnd(column))}  ${lines[0] ?? ''}`
      return [first, ...lines.slice(1).map((line) => `${indent}${line}`)].join('\n')
    })
    .join('\n')
}

/** A value in lines, broken at blanks, or anywhere if there are none. */
export function valueLines(value: unknown, width: number): readonly string[] {
  const items = Array.isArray(value) && value.length > 1 ? value : [value]
  return items.flatMap((item) =>
    wrapped(cellText(item), width)
      .split('\n')
      .flatMap((line) => broken(line, width)),
  )
}
