import type { Emulation } from '../emulation.ts'

/** The input of claims besides the grant. It has no keys, because nothing here signs. */
export type Setting = Pick<Emulation, 'address' | 'clock' | 'directory' | 'entropy'>
