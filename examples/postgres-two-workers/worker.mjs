// One of the workers: opens connform on the shared database, and works until the process that started it lets it go.
import { openConnform } from 'connform'

// Listened for from the start: the other worker may be quick, and this one let go while it begins.
const letGo = new Promise((resolve) => process.once('disconnect', resolve))

process.once('message', async ({ database, file, hosts }) => {
  const connform = await openConnform({ database, keys: { file }, hosts })
  // Tested again each second, so that there is something to share; by default it is once a day.
  await connform.work({
    retestEveryMs: 1000,
    lookEveryMs: 300,
    pollMs: 500,
    concurrency: 1,
    // An event holds ids and causes alone. Nobody listens any more once this worker was let go.
    onEvent: (event) => process.connected && process.send(event),
  })
  await letGo
  // Waits for what is under way: no test is cut, no job is left to expire.
  await connform.close()
})
