// Registers a client at the second provider: register-client <redirect URI>. Its administrator would do this on a page.
const response = await fetch(`${process.env.PROVIDER}/reg`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ client_name: 'Federated Directory', redirect_uris: [process.argv[2]] }),
})
const { client_id, client_secret, error_description } = await response.json()
if (!response.ok) throw new Error(error_description)
process.stdout.write(`configuration  ${process.env.PROVIDER}/.well-known/openid-configuration
client id      ${client_id}
client secret  ${client_secret}
`)
