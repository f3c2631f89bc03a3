/** The texts of another language: the same places, with any text at each. A missing one is an error of types. */
export type Texts<T> = T extends string
  ? string
  : T extends (...names: infer Names) => infer Text
    ? (...names: Names) => Texts<Text>
    : { readonly [Place in keyof T]: Texts<T[Place]> }
