import { join } from 'node:path'
import type { Environment } from '../environment.ts'

/**
 * Where a demo keeps what is made in it: beside the real connections, never among them. They would be tested against
 * the sandbox, and found failing.
 */
export const demoPlace = (environment: Environment, hosts: Readonly<Record<string, string>> = {}): Environment => ({
  home: environment.home,
  database: `sqlite:${join(environment.home, 'demo.db')}`,
  keyFile: join(environment.home, 'demo.key'),
  hosts,
})
