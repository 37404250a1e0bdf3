import { createSignal } from '../shell/signal.ts'

/** True from an answer 401 until somebody has signed in again. */
export const sessionLost = createSignal(false)

/** False from a request without an answer until the next answer. */
export const serverReachable = createSignal(true)

const CHANNEL = 'connform-session'

/** Tells the other tabs that this one has signed in. */
export function tellSignedIn(): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage('signed-in')
  channel.close()
}

export function onSignedInElsewhere(listener: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.addEventListener('message', listener)
  return () => channel.close()
}
