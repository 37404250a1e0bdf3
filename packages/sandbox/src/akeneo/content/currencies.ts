import type { PimItem } from '../resources.ts'

const enabled: readonly string[] = ['EUR', 'USD']

const names: Readonly<Record<string, string>> = {
  AUD: 'Australian Dollar',
  BRL: 'Brazilian Real',
  CAD: 'Canadian Dollar',
  CHF: 'Swiss Franc',
  CNY: 'Chinese Yuan',
  CZK: 'Czech Koruna',
  DKK: 'Danish Krone',
  EUR: 'Euro',
  GBP: 'British Pound',
  HUF: 'Hungarian Forint',
  INR: 'Indian Rupee',
  JPY: 'Japanese Yen',
  MXN: 'Mexican Peso',
  NOK: 'Norwegian Krone',
  NZD: 'New Zealand Dollar',
  PLN: 'Polish Zloty',
  SEK: 'Swedish Krona',
  USD: 'US Dollar',
  ZAR: 'South African Rand',
}

export const currencies: readonly PimItem[] = Object.entries(names).map(([code, name]) => ({
  code,
  enabled: enabled.includes(code),
  label: `${code} (${name})`,
}))
