/** Addresses that somebody else chose, and that the gateway is to call later. */
export interface OutboundAddresses {
  /** Checks an address before it is stored; it is checked again at each call. @throws Failure address_refused */
  check(address: string): void
}
