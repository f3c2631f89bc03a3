/** Pictures that people upload. */
export interface Pictures {
  /**
   * Reads a PNG picture and encodes it anew, so that nothing but its pixels stays.
   * @param most_pixels of its width and of its height
   * @returns `null` for anything else
   */
  encodeAnew(unverified_png: Buffer, most_pixels: number): Buffer | null
}
