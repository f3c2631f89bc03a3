/** The imports of style files and fonts, which the bundler resolves. */
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>
  export default classes
}

declare module '*.css'
