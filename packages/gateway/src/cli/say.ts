/** How the command line talks: data on standard output, talk on standard error. */

/** Talk; nothing that a program would read. */
export function say(text = ''): void {
  process.stderr.write(`${text}\n`)
}

/** Data. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value))
}
