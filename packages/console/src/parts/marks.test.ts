import { describe, expect, it } from 'vitest'
import { marksOf } from './marks.ts'

const of = (text: string): string[] => marksOf(text).map(({ kind, text: part }) => `${kind}:${part}`)

describe('the marks of a text', () => {
  it.each([
    ['plain', ['text:plain']],
    ['Set **Yes**.', ['text:Set ', 'strong:Yes', 'text:.']],
    ['`oid` and **Name**', ['code:oid', 'text: and ', 'strong:Name']],
    ['an open **mark', ['text:an open **mark']],
    ['an open `mark', ['text:an open `mark']],
    ['<script>alert(1)</script>', ['text:<script>alert(1)</script>']],
    ['', []],
  ])('%s', (text, expected) => expect(of(text)).toEqual(expected))
})
