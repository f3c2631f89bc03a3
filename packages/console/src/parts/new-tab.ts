/**
 * Opens a tab at once, since a browser allows it only while a click is handled, and leads it on when the address is
 * known. The other page cannot reach back to this one.
 */
import { webAddress } from './web-address.ts'

export interface OpenedTab {
  /** False where the browser kept the tab from opening. */
  readonly isOpen: boolean
  goTo(address: string): void
  show(): void
  close(): void
}

export function openTab(): OpenedTab {
  const tab = window.open('', '_blank')
  if (tab) tab.opener = null
  return {
    isOpen: tab !== null,
    goTo: (address) => {
      const target = webAddress(address)
      if (tab && target !== undefined) tab.location.href = target
    },
    show: () => tab?.focus(),
    close: () => tab?.close(),
  }
}
