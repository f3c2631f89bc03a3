/** A part of a page tells the page whether it has changes that are not saved. */
export type OnDirty = (isDirty: boolean) => void
