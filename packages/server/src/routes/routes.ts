import type { FastifyPluginCallback } from 'fastify'
import type { Parts } from '../parts.ts'
import { connectionTestRoutes } from './connection-tests.ts'
import { connectionRoutes } from './connections.ts'
import { definitionRoutes } from './definitions.ts'
import { proxyRoutes } from './proxy.ts'
import { saveRoutes } from './save-connections.ts'
import { sessionRoutes } from './session.ts'
import { systemRoutes } from './system.ts'

/** Every resource of the API. */
export const routes: readonly FastifyPluginCallback<Parts>[] = Object.freeze([
  definitionRoutes,
  connectionRoutes,
  saveRoutes,
  connectionTestRoutes,
  proxyRoutes,
  sessionRoutes,
  systemRoutes,
])
