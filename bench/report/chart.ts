/** A bar chart as SVG, readable on light and dark pages. */
import { type Chart, rounded } from './result.ts'

const [width, labelWidth, rowHeight, top] = [760, 300, 26, 44]

export function chartSvg({ title, unit, values }: Chart): string {
  const greatest = Math.max(...values.map(([, value]) => value), Number.MIN_VALUE)
  const height = top + values.length * rowHeight + 12
  const scale = (width - labelWidth - 90) / greatest
  const rows = values.map(([name, value], index) => {
    const y = top + index * rowHeight
    const length = Math.max(1, Math.round(value * scale))
    const fill = name.startsWith('gatehouse') ? '#3b6fd4' : name.startsWith('floor') ? '#8a94a6' : '#c98a3b'
    return [
      `<text x="${labelWidth - 8}" y="${y + 16}" text-anchor="end">${escaped(name)}</text>`,
      `<rect x="${labelWidth}" y="${y + 3}" width="${length}" height="${rowHeight - 8}" fill="${fill}"/>`,
      `<text x="${labelWidth + length + 6}" y="${y + 16}">${rounded(value)}</text>`,
    ].join('\n')
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">
<style>text{font:13px system-ui,sans-serif;fill:#57606a}.title{font-weight:600}@media(prefers-color-scheme:dark){text{fill:#adb5bd}}</style>
<text class="title" x="8" y="22">${escaped(title)} (${escaped(unit)})</text>
${rows.join('\n')}
</svg>
`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
