import type { FastifyPluginCallback } from 'fastify'
import type { Parts } from '../parts.ts'
import { apiKeyRoutes } from './api-keys.ts'
import { auditRoutes } from './audit.ts'
import { connectionTestRoutes } from './connection-tests.ts'
import { connectionRoutes } from './connections.ts'
import { definitionRoutes } from './definitions.ts'
import { keyRoutes } from './keys.ts'
import { oauthRoutes } from './oauth.ts'
import { oauthClientRoutes } from './oauth-clients.ts'
import { proxyRoutes } from './proxy.ts'
import { saveRoutes } from './save-connections.ts'
import { saveSetupRoutes } from './save-setups.ts'
import { sealingKeyRoutes } from './sealing-key.ts'
import { sessionRoutes } from './session.ts'
import { setupDocumentRoutes } from './setup-documents.ts'
import { setupSlotRoutes } from './setup-slots.ts'
import { setupRoutes } from './setups.ts'
import { systemRoutes } from './system.ts'
import { tenantRoutes } from './tenants.ts'

/** Every resource of the API. */
export const routes: readonly FastifyPluginCallback<Parts>[] = Object.freeze([
  definitionRoutes,
  connectionRoutes,
  saveRoutes,
  connectionTestRoutes,
  proxyRoutes,
  setupDocumentRoutes,
  setupRoutes,
  setupSlotRoutes,
  saveSetupRoutes,
  sealingKeyRoutes,
  oauthRoutes,
  oauthClientRoutes,
  auditRoutes,
  keyRoutes,
  sessionRoutes,
  apiKeyRoutes,
  tenantRoutes,
  systemRoutes,
])
