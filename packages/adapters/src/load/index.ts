export { adapterIds, loadAdapter } from './load-adapter.ts'
