/** Which events of the log a reader of everything wants. */
import type { Stored } from './record'

export type Filter = (event: Stored) => boolean

export interface FilterRequest {
  readonly on: 'stream' | 'type'
  readonly prefixes: readonly string[]
  /** Counts where it is not empty. */
  readonly regex: string
}

export const everything: Filter = () => true

export const filterOf = ({ on, prefixes, regex }: FilterRequest): Filter => {
  const pattern = regex === '' ? null : new RegExp(regex)
  return (event) => {
    const text = on === 'stream' ? event.stream : event.type
    return pattern === null ? prefixes.some((prefix) => text.startsWith(prefix)) : pattern.test(text)
  }
}
