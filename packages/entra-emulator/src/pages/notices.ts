import type { Emulation } from '../emulation.ts'
import { nameOf, offButton, stateOf } from './fault-switches.ts'
import { type Html, html } from './html.ts'

function notice(text: Html, form: Html): Html {
  return html`<li><p>${text}</p>${form}</li>`
}

/**
 * The notices about everything that makes sign-ins fail: a moved clock, active faults. Undefined if all is normal.
 * @param moved the sentence about a moved clock
 */
export function noticesOf({ directory, faults }: Emulation, moved: string | undefined): Html | undefined {
  const clock =
    moved === undefined
      ? []
      : [
          notice(
            html`${moved.split('. ')[0]}. Codes, secrets and sessions may be too old by it.`,
            html`<form method="post" action="/_home/clock/reset">
<button class="mini" type="submit">Set the clock back</button></form>`,
          ),
        ]
  const active = faults
    .active()
    .map((fault) =>
      notice(html`The fault <code>${nameOf(fault)}</code> is ${stateOf(fault, directory)}.`, offButton(fault)),
    )
  const all = [...clock, ...active]
  if (all.length === 0) return undefined
  return html`<ul class="notices" aria-label="Not as at the start">${all}</ul>`
}
