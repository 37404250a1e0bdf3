import type { QueueDatabase } from '../queue/pg-boss-queue.ts'
import type { PostgresPool } from './postgres-pool.ts'

/** A pool as the queue asks it. A connection on which something failed may stand in a transaction, so it is not used again. */
export function queueDatabase(pool: PostgresPool): QueueDatabase {
  return Object.freeze<QueueDatabase>({
    query: async (text, values) => {
      const client = await pool.connect()
      const noted = () => undefined
      client.on('error', noted)
      let isSound = false
      try {
        const answer = await client.query({ text, ...(values === undefined ? {} : { values }) })
        isSound = true
        return answer
      } finally {
        client.removeListener('error', noted)
        client.release(!isSound)
      }
    },
  })
}
