import { describe, expect, it } from 'vitest'
import { textOfFiles } from './chosen-files.ts'

const file = (content: BlobPart): Blob => new Blob([content])
const der = new Uint8Array(100).fill(1)
der.set([0x30, 0x82])

describe('chosen files', () => {
  it.each([
    ['XML without its byte order mark', [file('\ufeff<EntityDescriptor/>\n')], { text: '<EntityDescriptor/>' }],
    ['several, one after the other', [file('PEM 1\n'), file('PEM 2')], { text: 'PEM 1\nPEM 2' }],
    ['what is too large', [file('x'.repeat(512 * 1024 + 1))], { fault: 'too_large' }],
    ['what is no text', [file(new Uint8Array([0xff, 0xfe, 0x00]))], { fault: 'unread' }],
  ])('reads %s', async (_, files, read) => expect(await textOfFiles(files)).toEqual(read))

  it('writes a certificate in DER as PEM', async () => {
    const read = await textOfFiles([file(der)])
    expect(read).toEqual({ text: expect.stringMatching(/^-----BEGIN CERTIFICATE-----\n(?:\S{1,64}\n)+-----END/) })
  })
})
