/** The system's Chromium in a test: headless, without a network of its own. */
export const chromiumSwitches =
  `--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
  --disable-component-update --disable-sync`.split(/\s+/)
