/** Messages to applications, at addresses that were checked when they were saved, and are checked again when called. */
export interface Deliveries {
  /**
   * Posts a form.
   * @returns the status of the answer; its body is not read
   * @throws Failure address_refused, upstream_unreachable, upstream_answer_unusable
   */
  post(address: string, form: Readonly<Record<string, string>>): Promise<number>
}
