/** nginx and Caddy from Debian's packages, with one site for a test. Neither is installed, and neither runs on. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../../packages/gateway/test/harness.ts'
import { debianProgram } from './debian-program.ts'

export type WebServerName = 'nginx' | 'Caddy'

export interface WebServer {
  /** Ends it. @returns what it has written to its log; empty if nothing went wrong */
  stop(): Promise<string>
}

/**
 * Starts a web server.
 * @param site a `server` block of nginx, or a site block of Caddy
 * @param port at which the site listens on 127.0.0.1; the server is ready when it accepts connections
 * @param ca_path the authority that Caddy trusts, in place of those of the machine; nginx has it in its site
 */
export async function startWebServer(
  name: WebServerName,
  site: string,
  port: number,
  ca_path?: string,
): Promise<WebServer> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-web-server-'))
  const [program, ...args] = name === 'nginx' ? nginx(folder, site) : caddy(folder, site)
  let said = ''
  const child = spawn(program as string, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...{ HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
      ...(ca_path === undefined ? {} : { SSL_CERT_FILE: ca_path }),
    },
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      said += part
    })
  }
  const stop = async (): Promise<string> => {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
    return said
  }
  await until(
    () => isOpen(port),
    (open) => open || child.exitCode !== null,
  )
  if (child.exitCode !== null) throw new Error(`${name} did not start: ${await stop()}`)
  return { stop }
}

function nginx(folder: string, site: string): readonly string[] {
  const file = join(folder, 'nginx.conf')
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  const temporary = places.map((place) => `${place}_temp_path ${join(folder, place)};`).join(' ')
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  const http = `http { access_log off; ${temporary}\n${site}\n}`
  writeFileSync(file, `${user} daemon off; pid ${join(folder, 'nginx.pid')}; error_log stderr; events {} ${http}`)
  return [debianProgram('nginx', 'usr/sbin/nginx'), '-p', folder, '-c', file, '-e', 'stderr']
}

function caddy(folder: string, site: string): readonly string[] {
  const file = join(folder, 'Caddyfile')
  // Certificates come from the test, never from the internet.
  const global =
    '{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n\tlog {\n\t\tlevel ERROR\n\t}\n}\n'
  writeFileSync(file, `${global}${site}\n`)
  return [debianProgram('caddy', 'usr/bin/caddy'), 'run', '--adapter', 'caddyfile', '--config', file]
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
