import { createServer } from 'node:http'

/** A server on this machine that stands in for a provider: `answerTo` makes status and body out of each request. */
export async function serveJson(answerTo) {
  const server = createServer((request, response) => {
    const [status, body] = answerTo(request)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${server.address().port}`, close }
}
