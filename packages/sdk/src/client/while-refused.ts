import type { Adapter } from '@connform/core'
import type { Context } from '../connections/context.ts'
import { type Readied, readAnew, readied, type Signer, signerOf } from './signer.ts'

/** What a request is signed with. */
export interface Sending {
  readonly adapter: Adapter
  readonly signer: Signer
}

/** How a request is sent. */
export interface Manner<Sent> {
  send(sending: Sending): Promise<Sent>
  statusOf(sent: Sent): number
  /** Whether it can be sent once more. */
  isRepeatable(): boolean
  /** Lets go of an answer in whose place comes another. */
  drop(sent: Sent): Promise<void>
}

/**
 * Signs and sends one request of a connection; a token the provider no longer takes is renewed once. What another
 * process changed a moment ago is looked at where the provider refuses what was there before.
 */
export async function whileRefused<Sent>(context: Context, id: string, manner: Manner<Sent>): Promise<Sent> {
  const connection = await readied(context, id)
  const sent = await sendSigned(context, connection, manner)
  if (manner.statusOf(sent) !== 401 || !connection.isKept || !manner.isRepeatable()) return sent
  const latest = await readAnew(context, id)
  if (latest.record.revision === connection.record.revision) return sent
  await manner.drop(sent)
  return sendSigned(context, latest, manner)
}

async function sendSigned<Sent>(context: Context, connection: Readied, manner: Manner<Sent>): Promise<Sent> {
  const { adapter } = connection
  const first = await signerOf(context, connection)
  const sent = await manner.send({ adapter, signer: first })
  if (manner.statusOf(sent) !== 401 || first.sealed === undefined) return sent
  if (!manner.isRepeatable()) {
    // The next request needs the new token; of this one, what the provider said is all there is to say.
    await signerOf(context, connection, first.sealed).catch(() => {})
    return sent
  }
  await manner.drop(sent)
  return manner.send({ adapter, signer: await signerOf(context, connection, first.sealed) })
}
