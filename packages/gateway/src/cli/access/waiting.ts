/** Waits for a person who signs in elsewhere: with a spinner, until the time is over or somebody pastes an error. */
import { explainToProgram, unreturnedToProgram } from '../../providers/entra-hints/public-client.ts'
import type { Terminal } from '../terminal.ts'
import { refusalOfCode } from './entra.ts'
import { listenForCode } from './pasted.ts'
import { AccessRefusal } from './refusal.ts'
import { openSpinner } from './spinner.ts'
import type { Target } from './target.ts'

export interface Patience {
  readonly target: Target
  readonly client_id: string
  readonly flow: 'device' | 'browser'
  readonly seconds: number
}

/**
 * @param sign_in resolves to the result; its signal aborts it
 * @throws AccessRefusal for a pasted code, or when the time is over; and what `sign_in` throws
 */
export async function patiently<T>(
  { target, client_id, flow, seconds }: Patience,
  terminal: Terminal,
  sign_in: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const spinner = openSpinner(terminal)
  const pasted = listenForCode(terminal)
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(), seconds * 1000)
  spinner.show('Waiting for the sign-in. Ctrl-C ends the test.')
  const ended = new Promise<never>((_, reject) => {
    over.signal.addEventListener('abort', () => reject(nobodyCame(target, client_id, flow)), { once: true })
  })
  const explained = pasted.code.then((code): never => {
    throw refusalOfCode(target, client_id, code, '')
  })
  try {
    return await Promise.race([sign_in(over.signal), ended, explained])
  } finally {
    clearTimeout(timer)
    // The signal stops the flow that still waits, and its answer is not read.
    ended.catch(() => undefined)
    over.abort()
    pasted.end()
    spinner.end()
  }
}

/** The time is over: the causes that Entra does not send back. */
export function nobodyCame(target: Target, client_id: string, flow: 'device' | 'browser'): AccessRefusal {
  const where = { cloud: target.cloud, tenant_id: target.tenant, client_id }
  const causes = unreturnedToProgram[flow].flatMap((code) => {
    const known = explainToProgram(where, code)
    return known ? [`  ${code}  ${known.cause} Page: ${known.where}.`] : []
  })
  return new AccessRefusal('nobody has signed in, and the time is over', {
    code: flow === 'device' ? 'AADSTS70019' : 'sign_in_abandoned',
    hint: ['person: Run the test again. If the page showed an error, these are the usual ones:', ...causes].join('\n'),
  })
}
