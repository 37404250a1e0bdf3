export { createServer, type ListenOptions, type Server } from './create-server.ts'
export type { Authenticate, PluginOptions, RateLimit, RateLimits, ServerOptions } from './options.ts'
export { connformPlugin } from './plugin.ts'
export type { ProxyMethod, ProxyOptions } from './proxy/proxy-options.ts'
