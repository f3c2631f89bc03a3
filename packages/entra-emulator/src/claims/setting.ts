import type { Emulation } from '../emulation.ts'

/** What claims are made from, besides the grant: place, time, directory and chance. No keys: nothing here signs. */
export type Setting = Pick<Emulation, 'address' | 'clock' | 'directory' | 'entropy'>
