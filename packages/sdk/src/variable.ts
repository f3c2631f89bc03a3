/** Environment variables, where a runtime has them and the program may read them. */

interface Runtime {
  readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> }
}

/** @returns `undefined` also where reading is not allowed: Deno asks for a permission */
export function variable(name: string): string | undefined {
  try {
    return (globalThis as Runtime).process?.env?.[name]
  } catch {
    return undefined
  }
}
