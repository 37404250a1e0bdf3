import { parentPort, workerData } from 'node:worker_threads'
import { loadAdapter } from '@connform/adapters/load'
import { checkWith } from './check.ts'
import { checkChunk } from './check-chunk.ts'
import { bufferOf, type WorkerAnswer, type WorkerQuestion, type WorkerTask } from './worker-messages.ts'

// Runs as a thread: answers each chunk of lines with what came of it, in the order they arrive.

const { definition, now } = workerData as WorkerTask
const adapter = await loadAdapter(definition)
// The command has looked it up before it started this thread.
if (adapter === undefined) throw new TypeError('The definition is not known here.')
const check = checkWith(adapter, new Date(now))

parentPort?.on('message', ({ chunk: { bytes, ...rest }, room }: WorkerQuestion) => {
  const checked = checkChunk({ ...rest, bytes: bytes && bufferOf(bytes) }, check, bufferOf(room))
  const answer: WorkerAnswer = bytes === undefined ? { checked } : { checked, spare: bytes }
  parentPort?.postMessage(answer, [checked.bytes.buffer, ...(bytes === undefined ? [] : [bytes.buffer])])
})
