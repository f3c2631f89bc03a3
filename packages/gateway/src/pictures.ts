/** The port `Pictures`: PNG pictures, decoded and encoded anew. */
import { PNG } from 'pngjs'
import type { Pictures } from './domain/ports/pictures.ts'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

export const pictures: Pictures = {
  encodeAnew(unverified_png, most_pixels) {
    // The size stands in the first chunk. It is read first, because a small file can hold a picture of gigabytes.
    if (unverified_png.length < 33 || !unverified_png.subarray(0, 8).equals(signature)) return null
    const [width, height] = [unverified_png.readUInt32BE(16), unverified_png.readUInt32BE(20)]
    if (width < 1 || height < 1 || width > most_pixels || height > most_pixels) return null
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
