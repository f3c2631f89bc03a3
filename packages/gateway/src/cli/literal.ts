/** Prints texts of failures in a terminal. They mark literals in Markdown, which a terminal does not render. */
import pc from 'picocolors'

/** @returns the text with its literals in another colour instead of backticks */
export function withLiterals(text: string): string {
  return text.replace(/`([^`]*)`/g, (_, literal: string) => pc.cyan(literal))
}
