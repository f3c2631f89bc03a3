/** The port `Pictures`: PNG pictures, decoded and encoded anew. */
import { inflateSync } from 'node:zlib'
import { PNG } from 'pngjs'
import type { Pictures } from './domain/ports/pictures.ts'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

export const pictures: Pictures = {
  encodeAnew(unverified_png, most_pixels) {
    // The size stands in the first chunk. It is read first, because a small file can hold a picture of gigabytes.
    if (unverified_png.length < 33 || !unverified_png.subarray(0, 8).equals(signature)) return null
    const [width, height] = [unverified_png.readUInt32BE(16), unverified_png.readUInt32BE(20)]
    if (width < 1 || height < 1 || width > most_pixels || height > most_pixels) return null
    if (!fitsItsSize(unverified_png, width, height)) return null
    try {
      const { data } = PNG.sync.read(unverified_png)
      const picture = new PNG({ width, height })
      data.copy(picture.data)
      return PNG.sync.write(picture)
    } catch {
      return null
    }
  },
}

/**
 * Whether the data inflates to no more than a picture of the size in its first chunk has. The decoder allocates what a
 * second header, or the data of an interlaced picture, asks for.
 */
function fitsItsSize(png: Buffer, width: number, height: number): boolean {
  const data: Buffer[] = []
  for (let at = 8; at + 12 <= png.length; ) {
    const end = at + 12 + png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    if (type === 'IHDR' && at > 8) return false
    if (type === 'IDAT') data.push(png.subarray(at + 8, end - 4))
    at = end
  }
  // Eight bytes a pixel at most, and a filter byte for each row of each of the seven passes (PNG 3rd edition, 8 and 9).
  const maxOutputLength = width * height * 8 + 7 * height + 64
  try {
    inflateSync(Buffer.concat(data), { maxOutputLength })
    return true
  } catch {
    return false
  }
}
