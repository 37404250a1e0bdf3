import { fork } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { openKeyFile } from '@connform/vault'
import autocannon from 'autocannon'
import { openConnform } from 'connform'
import { fillDatabase } from 'connform-seed'

const d = '/tmp/openapi-b'
const [what = 'get', side = 'ours', secs = '6', prof = ''] = process.argv.slice(2)
if (!existsSync(d + '/meta.json')) {
  rmSync(d, { recursive: true, force: true })
  mkdirSync(d)
  await fillDatabase({
    database: `sqlite:${d}/ours.db`,
    keyEncryptionKey: openKeyFile(`${d}/k`).key,
    tenant: 'default',
    count: 10000,
  })
  const c = await openConnform({ database: `sqlite:${d}/ours.db`, keys: { file: `${d}/k` } })
  const made = await c.access.createKey({ name: 'Load', role: 'admin' })
  const { connections } = await c.connections.list({ limit: 1000 })
  await c.close()
  copyFileSync(`${d}/ours.db`, `${d}/bare.db`)
  writeFileSync(
    d + '/meta.json',
    JSON.stringify({ key: made.ok ? made.secret.reveal() : '', ids: connections.map((o) => o.id) }),
  )
}
const { key, ids } = JSON.parse(readFileSync(d + '/meta.json', 'utf8'))
const args = side === 'ours' ? [`sqlite:${d}/ours.db`, `${d}/k`, '{}'] : [`${d}/bare.db`, '', '', '{}']
const child = fork(
  new URL(side === 'ours' ? './server/connform-server.ts' : './server/bare-server.ts', import.meta.url).pathname,
  args,
  { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: prof ? ['--cpu-prof', '--cpu-prof-dir=' + prof] : [] },
)
const [url] = await once(child, 'message')
const cpu = () => {
  const f = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(f[11]) + Number(f[12])) * 10000
}
const requests =
  what === 'get'
    ? ids.map((id: string) => ({ path: `/api/v1/connections/${id}` }))
    : [{ path: what === 'list' ? '/api/v1/connections?limit=50' : what }]
const fire = (more: object) =>
  autocannon({
    url: String(url),
    connections: 10,
    ...more,
    headers: { authorization: `Bearer ${key}` },
    requests,
  } as never)
await fire({ amount: what === 'get' ? 6000 : 1000 })
const c0 = cpu()
const r = await fire({ duration: Number(secs) })
const used = cpu() - c0
console.log(
  side,
  what,
  r['2xx'] / r.duration,
  'p50',
  r.latency.p50,
  'p99',
  r.latency.p99,
  'non2xx',
  r.non2xx,
  'cpu us/request',
  Math.round(used / r['2xx']),
)
const gone = once(child, 'exit')
child.disconnect()
await gone
