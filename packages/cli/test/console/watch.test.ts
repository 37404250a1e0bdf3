import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { inChromium } from './support/in-chromium.ts'
import { kept, watch } from './support/watch.ts'

/** The script that is served must not hold the word itself. */
const SPELT = 'const word = ["can", "ary"].join("")'

/** Answers a page under a strict policy, with its script beside it, and lines that come one by one. */
async function serve(html: string, script = ''): Promise<string> {
  const server = createServer((request, response) => {
    const type = { '/': 'text/html', '/script.js': 'text/javascript', '/lines': 'application/x-ndjson' }[
      request.url ?? ''
    ]
    response.setHeader('content-security-policy', "default-src 'none'; script-src 'self'; connect-src 'self'")
    if (type === undefined) response.statusCode = 404
    else response.setHeader('content-type', type)
    response.end({ '/': html, '/script.js': script, '/lines': '{"step":1}\n{"canary":2}\n' }[request.url ?? ''])
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close().closeAllConnections())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

inChromium('what watches the console', (browser) => {
  test.each([
    ['an inline script', '<script>1</script>', '', /^policy: script-src-elem blocked inline/],
    ['an inline style', '<p style="color: red">', '', /^policy: style-src-attr blocked inline/],
    ['an error on the console', '', 'console.error("broken")', /^console: broken/],
    ['an error that nobody catches', '', 'throw new Error("broken")', /^uncaught: broken/],
    ['a request that fails', '', 'fetch("/nothing")', /^console: Failed to load resource: .* 404/],
    ['a request to somewhere else', '', 'fetch("http://127.0.0.1:1/").catch(() => 0)', /^policy: connect-src blocked/],
  ])('sees %s', async (_, body, script, problem) => {
    const context = await browser().newContext()
    onTestFinished(() => context.close())
    const { problems } = await watch(context)
    const page = await context.newPage()
    await page.goto(
      await serve(`<!doctype html><link rel="icon" href="data:,">${body}<script src="/script.js"></script>`, script),
    )
    await expect.poll(() => problems, { timeout: 20_000 }).toContainEqual(expect.stringMatching(problem))
  })

  test.each([
    ['an attribute', 'document.body.innerHTML = "<input value=" + word + ">"', 'page'],
    ['the local storage', 'localStorage.setItem("a", word)', 'localStorage'],
    ['the history', 'history.replaceState({ a: word }, "")', 'history'],
    ['the address', 'history.replaceState(null, "", "/#" + word)', 'address'],
    ['a cookie', 'document.cookie = "a=" + word', 'cookies'],
    ['an answer that comes in lines', 'fetch("/lines").then((answer) => answer.text())', 'response in lines'],
    ['a request', 'fetch("/script.js", { headers: { a: word } })', /^request GET .*\/script.js$/],
  ])('finds a text in %s', async (_, script, place) => {
    const context = await browser().newContext()
    onTestFinished(() => context.close())
    const { traffic } = await watch(context)
    const page = await context.newPage()
    await page.goto(await serve('<!doctype html><body><script src="/script.js"></script>', `${SPELT}; ${script}`))
    const found = async () =>
      [...(await kept(page)), ...(await traffic())]
        .filter(({ text }) => text.includes('canary'))
        .map(({ name }) => name)
    await expect.poll(found, { timeout: 20_000 }).toContainEqual(expect.stringMatching(place))
  })
})
