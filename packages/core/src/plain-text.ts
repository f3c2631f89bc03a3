/**
 * A text of the failure table or of a provider, for a reader that shows it as it is: JSON, a log, an error description.
 * The texts mark literals with backticks, as Markdown does. Here quotation marks take their place.
 */
export function plainText(text: string): string {
  return text.replaceAll('`', "'")
}
