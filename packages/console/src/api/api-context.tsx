import { createContext, useContext } from 'react'
import { type ApiClient, createApiClient } from './api-client.ts'

const ApiContext = createContext<ApiClient>(createApiClient())

export const ApiProvider = ApiContext.Provider

/** The client every page speaks through. */
export const useApi = (): ApiClient => useContext(ApiContext)
