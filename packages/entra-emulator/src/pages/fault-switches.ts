import type { Directory } from '../directory/directory.ts'
import { type FaultName, faultList, faultPlaces } from '../faults/fault-list.ts'
import type { ActiveFault } from '../faults/faults.ts'
import { type Html, html } from './html.ts'

/** How long a fault stays, and where: "on", "on, 2 more times, in Contoso only". */
export function stateOf({ times, tenant_id }: ActiveFault, directory: Directory): string {
  const left = times === null ? [] : [times === 1 ? 'once more' : `${times} more times`]
  const where = tenant_id === null ? [] : [`in ${directory.tenantNamed(tenant_id)?.displayName ?? tenant_id} only`]
  return ['on', ...left, ...where].join(', ')
}

/** The button that switches a fault off. Its name begins with the words on it. */
export function offButton(name: FaultName): Html {
  return html`<form method="post" action="/_home/faults/off"><input type="hidden" name="name" value="${name}">
<button class="mini" type="submit" aria-label="Switch off ${name}">Switch off</button></form>`
}

function switchOf(name: FaultName, active: readonly ActiveFault[], directory: Directory): Html {
  const own = active.filter((fault) => fault.name === name)
  return html`<li><div><code>${name}</code>${own.map((fault) => html`<span class="on">${stateOf(fault, directory)}</span>`)}
<p>${faultList[name].replace('(`seconds`, default 5)', '(5 here)')}</p></div>
${
  own.length > 0
    ? offButton(name)
    : html`<form class="row" method="post" action="/_home/faults/on"><input type="hidden" name="name" value="${name}">
<button class="mini" type="submit" name="times" value="1" aria-label="Once: ${name}">Once</button>
<button class="mini" type="submit" aria-label="Switch on ${name}">Switch on</button></form>`
}</li>`
}

/** Every fault with its switch, by place. A place with an active fault is open. */
export function faultsSection(active: readonly ActiveFault[], directory: Directory): Html {
  return html`<section aria-labelledby="faults"><h2 id="faults">Faults</h2>
<p class="small">A fault makes one thing wrong, to see what your application does. “Once” acts at the next chance and
ends by itself.</p>
<div class="places">${faultPlaces.map(
    ({ place, names }) => html`
<details${active.some(({ name }) => names.includes(name)) && html` open`}>
<summary><b>${place}</b> <span>${names.join(', ')}</span></summary>
<ul class="faults">${names.map((name) => switchOf(name, active, directory))}</ul></details>`,
  )}</div></section>`
}
