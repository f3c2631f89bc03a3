/** The peers, from bench/peers: installed by `npm run bench:peers`, never a dependency of the product. */
import type { Context } from '../machinery/context.ts'
import type { Target } from '../machinery/target.ts'

export async function startPeers(_: Context): Promise<readonly Target[]> {
  return []
}
