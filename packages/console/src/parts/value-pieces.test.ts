import { describe, expect, it } from 'vitest'
import { bytesOfPem, piecesOf } from './value-pieces.ts'

const certificate = '-----BEGIN CERTIFICATE-----\nMIIC8DCC\n-----END CERTIFICATE-----'
const long = 'x'.repeat(200)
const kinds = (value: unknown): string[] => piecesOf(value).map(({ kind }) => kind)

describe('the pieces of a value', () => {
  it.each([
    ['nothing', null, []],
    ['an empty list', [], []],
    ['a short text', 'https://idp.example', ['text']],
    ['false', false, ['text']],
    ['a list of texts', ['a', 'b'], ['text', 'text']],
    ['a certificate', certificate, ['certificate']],
    ['two certificates in one text', `${certificate}\n${certificate}\n`, ['certificate', 'certificate']],
    ['a list of certificates', [certificate, certificate], ['certificate', 'certificate']],
    ['a long text', long, ['long']],
    ['a small object', { a: 1 }, ['text']],
    ['a large object', { certificates: [certificate], sso_url: long }, ['long']],
  ])('of %s', (_, value, expected) => expect(kinds(value)).toEqual(expected))

  it('begin a long text with its head', () =>
    expect(piecesOf(long)).toEqual([{ kind: 'long', head: 'x'.repeat(60), text: long }]))
})

describe('the bytes of a certificate', () => {
  it('are those of its text', () => expect(bytesOfPem(certificate)).toEqual(new Uint8Array([48, 130, 2, 240, 48, 130])))
  it('are none where it cannot be read', () => expect(bytesOfPem('-----BEGIN X-----\n§\n')).toBeNull())
})
