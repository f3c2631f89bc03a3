/** Random bytes out of a reserve: the system's generator takes as long for 4 KB as for 16 bytes (2 µs; 30 in a sign-in). */
import { randomFillSync } from 'node:crypto'

const reserveSize = 4096

/** @param size at most 64; the bytes are given out once, and are the caller's until the end of the reserve is reached */
export type Random = (size: number) => Buffer

export function randomReserve(): Random {
  let reserve = Buffer.alloc(0)
  let used = 0
  return (size) => {
    if (used + size > reserve.length) {
      reserve = randomFillSync(Buffer.alloc(reserveSize)) // a new one: what was given out stays what it is
      used = 0
    }
    used += size
    return reserve.subarray(used - size, used)
  }
}
