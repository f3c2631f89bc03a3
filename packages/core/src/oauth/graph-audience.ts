/** The audiences of Microsoft Graph. Its tokens are for nobody else, and cannot be verified by anybody else. */

/** The application of Microsoft Graph, which has the same id in every cloud. */
const graphApplication = '00000003-0000-0000-c000-000000000000'

const graphHosts = [
  'graph.microsoft.com',
  'graph.microsoft.us',
  'dod-graph.microsoft.us',
  'microsoftgraph.chinacloudapi.cn',
  'graph.windows.net',
]

/** Whether an audience is Microsoft Graph, by its application id or by one of its hosts. */
export function isGraphAudience(audience: string): boolean {
  const text = audience.trim().toLowerCase()
  // Nearly every audience ends here: each name of Graph has one of the two.
  if (!text.includes('graph') && !text.includes(graphApplication)) return false
  if (text === graphApplication || text === `api://${graphApplication}`) return true
  return graphHosts.some((host) => text === `https://${host}` || text.startsWith(`https://${host}/`))
}
