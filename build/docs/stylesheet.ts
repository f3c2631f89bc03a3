/** The look of the documentation. Its colours are those of the sign-in pages, in light and dark. */
import { stylesheet as signInPages } from '../../packages/gateway/src/http/pages/stylesheet.ts'

/** The colours, as the sign-in pages define them. */
export function paletteOf(css: string): string {
  const light = /:root\{[^}]*\}/.exec(css)?.[0]
  const dark = /@media\(prefers-color-scheme:dark\)\{:root\{[^}]*\}\}/.exec(css)?.[0]
  if (light === undefined || dark === undefined) throw new Error('the style sheet of the pages has no palette')
  return `${light}\n${dark}`
}

export const stylesheet = `${paletteOf(signInPages)}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:16px}
body{margin:0;background:var(--page);color:var(--text);font:16px/26px var(--font);-webkit-font-smoothing:antialiased}
a{color:var(--accent);text-underline-offset:3px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-9999px}
.skip:focus{left:16px;top:8px;padding:4px 12px;background:var(--card)}
header{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:8px 24px;padding:12px 24px;border-bottom:1px solid var(--line);background:var(--card)}
.brand{color:var(--text);font-weight:600;text-decoration:none}
form{display:flex;gap:8px;margin:0}
input{width:min(260px,52vw);height:40px;padding:0 12px;border:1px solid var(--field);border-radius:6px;background:var(--card);color:inherit;font:inherit}
button{height:40px;padding:0 16px;border:1px solid var(--accent);border-radius:6px;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:500;cursor:pointer}
button:hover{border-color:var(--accent-hover);background:var(--accent-hover)}
.columns{display:grid;grid-template-columns:260px minmax(0,780px);gap:40px;max-width:1120px;margin:0 auto;padding:24px}
main{grid-column:2;min-width:0}
nav{grid-column:1;grid-row:1;font-size:14px;line-height:22px}
nav h2{margin:20px 0 4px;font-size:13px;line-height:20px;color:var(--soft);font-weight:600}
nav h2:first-child{margin-top:0}
nav ul{list-style:none;margin:0;padding:0}
nav a{display:block;padding:3px 8px;border-radius:4px;color:inherit;text-decoration:none;overflow-wrap:anywhere}
nav a:hover{background:var(--hover)}
nav a[aria-current]{background:var(--accent-soft);color:var(--accent);font-weight:500}
h1{margin:0 0 16px;font-size:30px;line-height:38px;letter-spacing:-.018em;text-wrap:balance}
article h2{margin:36px 0 12px;font-size:21px;line-height:28px}
article h3{margin:28px 0 8px;font-size:17px;line-height:24px}
article p,article ul,article ol,.table,pre{margin:0 0 16px}
article li>p,article li>ul,article li>ol{margin-bottom:8px}
article li{margin-bottom:4px;overflow-wrap:anywhere}
:target{scroll-margin-top:16px}
code{padding:1px 5px;border-radius:4px;background:var(--hover);font:13.5px/20px var(--mono);overflow-wrap:anywhere}
pre{padding:14px 16px;border:1px solid var(--line);border-radius:6px;background:var(--card);overflow-x:auto}
pre code{padding:0;background:none;overflow-wrap:normal}
.table{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:15px;line-height:23px}
th,td{padding:8px 12px 8px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{color:var(--soft);font-weight:600}
img{max-width:100%;height:auto}
.soft,.after{color:var(--soft)}
.after{margin-top:40px;padding-top:16px;border-top:1px solid var(--line);font-size:14px}
@media(max-width:860px){.columns{grid-template-columns:minmax(0,1fr);padding:20px 16px}main,nav{grid-column:1;grid-row:auto}nav{border-top:1px solid var(--line);padding-top:20px}nav a{padding:8px}}
`
