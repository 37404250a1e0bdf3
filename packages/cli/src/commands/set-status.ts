import { type Command, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'

const setStatus =
  (status: 'active' | 'inactive'): Command =>
  async ({ terminal, open }, call) => {
    const connform = await open()
    const connection = await connform.connections.setStatus(requiredWord(call, 0), status)
    if (call.options.json) terminal.json(connection)
    else terminal.out(`${connection.name} is ${status}.`)
    return exitCode.done
  }

/** Switches a connection on. */
export const activate: Command = setStatus('active')

/** Switches a connection off; its secrets stay sealed. */
export const deactivate: Command = setStatus('inactive')
