import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openConnform } from 'connform'
import got from 'got'
import { paired } from './paired.ts'
import type { Section } from './report.ts'

const ROUNDS = 31
const TIME_MS = 200
const TOKEN = 'x'.repeat(31)
const program = fileURLToPath(new URL('./answer-server.ts', import.meta.url))

/** A signed request of a connection whose keys are in memory beside the same request made with got alone. */
export async function requestSection(): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'connform-bench-'))
  const server = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [port] = await once(server, 'message')
  const base = `http://127.0.0.1:${port}`
  const agent = { http: new Agent({ keepAlive: true }) }
  const connform = await openConnform({
    database: `sqlite:${join(folder, 'connform.db')}`,
    keys: { file: join(folder, 'connform.key') },
    hosts: { 'api.bigcommerce.com': base },
  })
  try {
    const form = {
      name: 'Store',
      authType: 'token',
      storeHash: 'abc123def4',
      accessToken: TOKEN,
      clientId: 'y'.repeat(31),
    }
    const made = await connform.connections.create('bigcommerce-rest', form, { verify: 'skip' })
    if (!made.ok) throw new Error(`A form is refused: ${made.issues[0]?.message}`)
    const client = connform.client(made.connection.id)
    const headers = { accept: 'application/json', 'x-auth-token': TOKEN }
    const candidates = [
      {
        name: 'got',
        run: () => got(`${base}/stores/abc123def4/v2/store`, { agent, headers, retry: { limit: 0 } }).json(),
      },
      { name: 'client.request()', run: () => client.request('GET', '/v2/store') },
    ]
    return {
      title: 'Signed GET of a little JSON over a connection that is kept open',
      rows: await paired(candidates, { batch: 1, rounds: ROUNDS, timeMs: TIME_MS }),
      aims: [{ name: 'client.request()', than: 'got', most: 1.1 }],
      notes: [
        'Both ask the same server in another process, and read the JSON. got is given the token; the client belongs to a connection in SQLite, and looks at it anew once a second.',
      ],
    }
  } finally {
    await connform.close()
    agent.http.destroy()
    server.disconnect()
    rmSync(folder, { recursive: true, force: true })
  }
}
