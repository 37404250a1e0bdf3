/** Whose connections are measured. */
export const TENANT = 'default'
