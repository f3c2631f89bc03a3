/** npm, on the Node that runs this. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/**
 * Runs npm to its end. On Windows `npm` is no program, so its own file is run: npm tells it to whatever it starts.
 * @param cwd the folder it works in
 * @throws Error with what it said when it fails
 */
export async function runNpm(args: readonly string[], cwd: string): Promise<{ stdout: string; stderr: string }> {
  const npm = process.env.npm_execpath
  if (npm === undefined) throw new Error('start this by npm or npx')
  return await promisify(execFile)(process.execPath, [npm, ...args], { cwd })
}
