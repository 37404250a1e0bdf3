// Loaded on its own, before everything else: what the page shows first is on its way while the libraries that show it
// are still being fetched and compiled.
import { beginRead } from './begun-reads.ts'
import { firstAddresses } from './first-addresses.ts'

for (const address of firstAddresses(location)) beginRead(address)
