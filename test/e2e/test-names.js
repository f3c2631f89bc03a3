// Preloaded into programs of a test. It resolves the names of the test to this machine, and trusts the certificate
// authority of the run. In production DNS and a public certificate do this.
const dns = process.getBuiltinModule('dns')
const fs = process.getBuiltinModule('fs')
const tls = process.getBuiltinModule('tls')

const names = new Set(process.env.TEST_NAMES?.split(' '))
const original = dns.lookup
dns.lookup = (hostname, options, callback) => {
  const done = callback ?? options
  const wanted = typeof options === 'object' ? options : {}
  if (!names.has(hostname)) return original(hostname, options, callback)
  if (wanted.all) done(null, [{ address: '127.0.0.1', family: 4 }])
  else done(null, '127.0.0.1', 4)
}
if (process.env.TEST_CA) tls.setDefaultCACertificates([fs.readFileSync(process.env.TEST_CA, 'utf8')])
