/** Where the tables lie, so that they can share a database with those of an embedder; and the settings' prefix. */
export const SCHEMA = 'connform'

/** Sees the rows of the tenant that the setting `connform.tenant` names. */
export const TENANT_ROLE = 'connform_tenant'

/** Sees the rows of every tenant: for what is due, and what is found before its tenant is known. */
export const SYSTEM_ROLE = 'connform_system'

/** The search texts of the tenant that the setting names. */
export const SEARCH_VIEW = 'connection_search_of_tenant'
