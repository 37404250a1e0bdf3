import { access, constants, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Command, CommandContext } from '../command.ts'
import { describeFailure } from '../describe-failure.ts'
import type { Environment } from '../environment.ts'
import { exitCode } from '../exit-code.ts'
import { withoutPassword } from '../output/without-password.ts'

interface Check {
  readonly name: string
  readonly state: 'ok' | 'warning' | 'problem'
  readonly found: string
  readonly hint?: string
}

/** Looks at what connform stands on: runtime, data folder, key file, database, host overrides. Makes nothing. */
export const doctor: Command = async (context, call) => {
  const { environment, terminal } = context
  const hasDatabase = await isThere(databaseFile(environment))
  const keyFile = await checkKeyFile(environment, hasDatabase)
  const checks = [
    checkRuntime(),
    await checkFolder(environment.home),
    keyFile,
    await checkDatabase(context, { hasDatabase, hasKey: keyFile.state !== 'problem' }),
    ...checkHosts(environment),
  ]
  const good = !checks.some((check) => check.state === 'problem')
  if (call.options.json) terminal.json({ ok: good, checks })
  else {
    const signs = {
      ok: terminal.style('green', '✓'),
      warning: terminal.style('yellow', '!'),
      problem: terminal.style('red', '✗'),
    }
    for (const { state, name, found, hint } of checks) {
      terminal.out(`${signs[state]} ${terminal.style('bold', name)}  ${found}`)
      if (hint !== undefined) terminal.out(`    ${hint}`)
    }
  }
  return good ? exitCode.done : exitCode.notGood
}

function checkRuntime(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const good = major > 22 || (major === 22 && minor >= 20)
  const found = `Node ${process.version} on ${process.platform}-${process.arch}`
  return good
    ? { name: 'Runtime', state: 'ok', found }
    : { name: 'Runtime', state: 'problem', found, hint: 'Use Node 22.20 or later.' }
}

async function checkFolder(home: string): Promise<Check> {
  const name = 'Data folder'
  try {
    await access(home, constants.R_OK | constants.W_OK)
    return { name, state: 'ok', found: home }
  } catch (error) {
    if (isMissing(error)) return { name, state: 'ok', found: `${home} is made on first use` }
    return {
      name,
      state: 'problem',
      found: `${home} may not be written by you`,
      hint: 'Set CONNFORM_HOME to a folder of yours.',
    }
  }
}

async function checkKeyFile({ keyFile, home }: Environment, hasDatabase: boolean): Promise<Check> {
  const name = 'Key file'
  try {
    const { mode } = await stat(keyFile)
    if ((mode & 0o077) === 0) {
      const beside = dirname(keyFile) === home
      const found = `${keyFile}, readable by you alone`
      return beside
        ? {
            name,
            state: 'warning',
            found,
            hint: 'It lies beside the database: whoever copies the folder has both. CONNFORM_KEY_FILE moves it.',
          }
        : { name, state: 'ok', found }
    }
    return { name, state: 'problem', found: `${keyFile} can be read by others`, hint: `Run: chmod 600 ${keyFile}` }
  } catch (error) {
    if (!isMissing(error)) return { name, state: 'problem', found: `${keyFile} cannot be looked at` }
    if (!hasDatabase) return { name, state: 'ok', found: `${keyFile} is made on first use` }
    return {
      name,
      state: 'problem',
      found: `${keyFile} is not there, but the database is`,
      hint: 'Put the key file back from its backup, or set CONNFORM_KEY_FILE: without it no saved secret can be opened.',
    }
  }
}

async function checkDatabase(
  { environment, open }: CommandContext,
  { hasDatabase, hasKey }: { hasDatabase: boolean; hasKey: boolean },
): Promise<Check> {
  const name = 'Database'
  const address = withoutPassword(environment.database)
  if (!hasDatabase && databaseFile(environment) !== undefined) {
    return { name, state: 'ok', found: `${address} is made on first use` }
  }
  // Opening would make a key file where there is none, and hide that the old one is lost.
  if (!hasKey) return { name, state: 'warning', found: `${address}, not opened before the key file is good` }
  try {
    const connform = await open()
    const { connections } = await connform.connections.list({ limit: 1 })
    return {
      name,
      state: 'ok',
      found: `${address}, ${connections.length === 0 ? 'no connections yet' : 'readable'}`,
    }
  } catch (error) {
    const { message, hint } = describeFailure(error)
    return { name, state: 'problem', found: message, ...(hint === undefined ? {} : { hint }) }
  }
}

const checkHosts = ({ hosts }: Environment): Check[] =>
  Object.entries(hosts).map(([host, url]) => ({
    name: 'Host override',
    state: 'warning' as const,
    found: `${host} → ${url}`,
    hint: 'Requests with credentials go there. Unset CONNFORM_HOSTS for the real host.',
  }))

/** The file of the database; undefined where it is kept in memory. */
const databaseFile = ({ database }: Environment): string | undefined => /^sqlite:(?!:memory:)(.+)$/.exec(database)?.[1]

const isThere = (file: string | undefined): Promise<boolean> =>
  file === undefined
    ? Promise.resolve(false)
    : access(file).then(
        () => true,
        () => false,
      )

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'
