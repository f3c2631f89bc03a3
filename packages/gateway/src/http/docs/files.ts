/** The built documentation, as it is served below `/docs`. `build/docs.ts` makes it. */

export interface DocsFile {
  readonly content_type: string
  readonly etag: string
  read(): Promise<Buffer>
}

/** The text below one heading. */
export interface DocsSection {
  /** The address of the page below `/docs/`. */
  readonly path: string
  readonly title: string
  readonly anchor: string
  readonly heading: string
  readonly text: string
}

export interface DocsFiles {
  /** @param address as in a request, without a slash at its end */
  find(address: string): DocsFile | undefined
  /** All sections, for the search. */
  sections(): Promise<readonly DocsSection[]>
  /** A page with marks for its title, the query and the results. */
  searchFrame(): Promise<string>
}
