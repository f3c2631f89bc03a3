import { handle } from './program.js'

export default { fetch: (request, _, ctx) => handle(request, { waitUntil: (work) => ctx.waitUntil(work) }) }
