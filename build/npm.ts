/** Runs npm on the Node that runs this program. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/**
 * Runs npm to its end. On Windows `npm` is not an executable, so this runs npm's own script, whose path npm passes to
 * every process that it starts.
 * @param cwd the working directory
 * @throws Error with its output when it fails
 */
export async function runNpm(args: readonly string[], cwd: string): Promise<{ stdout: string; stderr: string }> {
  const npm = process.env.npm_execpath
  if (npm === undefined) throw new Error('start this by npm or npx')
  return await promisify(execFile)(process.execPath, [npm, ...args], { cwd })
}
