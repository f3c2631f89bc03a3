import { crc32 } from 'node:zlib'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { pictures } from './pictures.ts'

function picture(width: number, height: number): Buffer {
  const png = new PNG({ width, height })
  png.data.fill(0x7f)
  return PNG.sync.write(png)
}

function withSize(png: Buffer, width: number): Buffer {
  const changed = Buffer.from(png)
  changed.writeUInt32BE(width, 16)
  changed.writeUInt32BE(crc32(changed.subarray(12, 29)), 29)
  return changed
}

/** The same picture, with its first chunk twice. */
function withSecondSize(png: Buffer): Buffer {
  return Buffer.concat([png.subarray(0, 33), png.subarray(8)])
}

describe('a picture that is encoded anew', () => {
  it('has the same pixels', () => {
    const again = pictures.encodeAnew(picture(3, 2), 1024)
    expect(again && PNG.sync.read(again)).toMatchObject({ width: 3, height: 2, data: Buffer.alloc(24, 0x7f) })
  })

  it('has nothing but pixels', () => {
    const script = '<script>alert(1)</script>'
    const again = pictures.encodeAnew(Buffer.concat([picture(2, 2), Buffer.from(script)]), 1024)
    expect(again?.includes(script) ?? false).toBe(false)
  })

  it.each([
    ['no file', Buffer.alloc(0)],
    ['a JPEG', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(64)])],
    ['an SVG', Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${' '.repeat(64)}</svg>`)],
    ['a picture that is cut off', picture(8, 8).subarray(0, 50)],
    ['a picture that is too wide', picture(1025, 1)],
    ['a picture that is too high', picture(1, 1025)],
    ['a picture that says it is huge', withSize(picture(2, 2), 0x7fff_ffff)],
    ['a picture with a second size', withSecondSize(picture(2, 2))],
    ['a picture with more data than its size has', withSize(picture(64, 900), 1)],
    ['a picture without width', withSize(picture(2, 2), 0)],
  ])('is none: %s', (_, file) => {
    expect(pictures.encodeAnew(file, 1024)).toBeNull()
  })
})
