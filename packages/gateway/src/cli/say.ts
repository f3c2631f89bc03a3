/** The output of the command line: data goes to standard output, messages for people to standard error. */

/** Prints a message for people. */
export function say(text = ''): void {
  process.stderr.write(`${text}\n`)
}

/** Prints data. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value))
}
