import { startSandbox } from '@connform/sandbox'
import { openConnform } from 'connform'

/**
 * Opens connform on a sandbox of its own, in memory: nothing is kept, no account is needed. The environment says otherwise:
 *
 * - `CONNFORM_LIVE=1` talks to the real systems, and `sandbox` is undefined;
 * - `CONNFORM_DATABASE` with `CONNFORM_KEY_FILE` keeps everything, for example in `sqlite:example.db` and `example.key`.
 */
export async function openExample(options = {}) {
  const { CONNFORM_LIVE, CONNFORM_DATABASE: database = 'sqlite::memory:', CONNFORM_KEY_FILE: file } = process.env
  const sandbox = CONNFORM_LIVE === '1' ? undefined : await startSandbox({ clock: options.clock })
  const connform = await openConnform({
    database,
    keys: file === undefined ? { key: crypto.getRandomValues(new Uint8Array(32)) } : { file },
    ...(sandbox === undefined ? {} : { hosts: sandbox.hosts }),
    ...options,
  })
  const close = async () => {
    await connform.close()
    await sandbox?.close()
  }
  return { connform, sandbox, close }
}
