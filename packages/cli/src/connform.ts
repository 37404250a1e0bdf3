#!/usr/bin/env node
import { main } from './main.ts'

// Everything is written and closed by then; what still idles, such as a kept connection, is not waited for.
process.exit(await main(process.argv.slice(2)))
