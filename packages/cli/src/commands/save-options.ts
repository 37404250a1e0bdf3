import type { CreateOptions, Verify } from 'connform'
import { type CommandCall, textOption } from '../command.ts'
import { UsageError } from '../usage-error.ts'

const ways: readonly string[] = ['required', 'report', 'skip'] satisfies Verify[]

/** The options that connect and edit share. */
export function saveOptions(call: CommandCall): Pick<CreateOptions, 'verify' | 'profile'> {
  const verify = textOption(call, 'verify')
  const profile = textOption(call, 'profile')
  if (verify !== undefined && !ways.includes(verify)) {
    throw new UsageError(`There is no way ${JSON.stringify(verify)} to verify.`, `Possible values: ${ways.join(', ')}.`)
  }
  return {
    ...(verify === undefined ? {} : { verify: verify as Verify }),
    ...(profile === undefined ? {} : { profile }),
  }
}
