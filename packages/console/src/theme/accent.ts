/**
 * The colours that follow from a vendor's accent. The gateway accepts only an accent with enough contrast to white, so
 * the light scheme takes it as it is. The dark scheme gets a lighter one of the same hue.
 */

type Rgb = readonly [number, number, number]

const white: Rgb = [255, 255, 255]
/** `--hover` of the dark scheme, the lightest surface that an accent stands on. */
const darkSurface: Rgb = [27, 36, 51]
const darkInk: Rgb = [13, 16, 48]

function parse(hex: string): Rgb | null {
  const [, r, g, b] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex) ?? []
  return r && g && b ? [Number.parseInt(r, 16), Number.parseInt(g, 16), Number.parseInt(b, 16)] : null
}

const print = (color: Rgb): string => `#${color.map((one) => Math.round(one).toString(16).padStart(2, '0')).join('')}`

const mix = (from: Rgb, to: Rgb, share: number): Rgb =>
  from.map((one, index) => one + ((to[index] ?? 0) - one) * share) as unknown as Rgb

/** Relative luminance. Source: WCAG 2.2. */
function luminance(color: Rgb): number {
  const [r = 0, g = 0, b = 0] = color.map((one) => {
    const share = one / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** The contrast of two colours, 1 to 21. Source: WCAG 2.2. */
export function contrast(a: string, b: string): number {
  const [one, other] = [parse(a), parse(b)]
  return one && other ? contrastOf(one, other) : 1
}

function contrastOf(a: Rgb, b: Rgb): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

/** The colour, made lighter until it has the contrast. */
function lightened(color: Rgb, surface: Rgb, needed: number): Rgb {
  for (let share = 0; share < 1; share += 0.04) {
    const candidate = mix(color, white, share)
    if (contrastOf(candidate, surface) >= needed) return candidate
  }
  return white
}

/**
 * @param accent `#4338ca`
 * @returns the variables of tokens.css to set, or none where the accent is no colour
 */
export function accentVariables(accent: string): Readonly<Record<string, string>> {
  const light = parse(accent)
  if (!light) return {}
  const dark = lightened(light, darkSurface, 5.2)
  const both = (first: Rgb, second: Rgb): string => `light-dark(${print(first)}, ${print(second)})`
  return {
    '--accent': both(light, dark),
    '--accent-hover': both(mix(light, [0, 0, 0], 0.16), mix(dark, white, 0.3)),
    '--on-accent': both(white, darkInk),
    '--accent-text': both(light, lightened(light, darkSurface, 6.5)),
    '--accent-soft': both(mix(light, white, 0.93), mix([20, 27, 38], dark, 0.12)),
    '--accent-line': both(mix(light, white, 0.72), mix([20, 27, 38], dark, 0.4)),
  }
}
