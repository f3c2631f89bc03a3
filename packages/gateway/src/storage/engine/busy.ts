/** The result code SQLITE_BUSY: another connection holds the lock. Its extended codes have it in their low byte. */
const busy = 5

export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === busy
}
