/** The newest authorization of each recipient of one outreach. */
import type { List } from './list'
import { addTo, noList } from './list'
import type { Places } from './places'
import { noPlaces, placeAt, setPlace } from './places'

export interface Newest {
  /** By the recipient's number. */
  readonly places: Places
  /** Row of the first authorization of each recipient, in the order of the log. */
  readonly firsts: List
}

export const noNewest = (): Newest => ({ places: noPlaces(), firsts: noList() })

/** The row; -1: none. */
export const newestOf = ({ places }: Newest, recipient: number): number => placeAt(places, recipient)

export const setNewest = ({ places, firsts }: Newest, recipient: number, row: number): void => {
  if (placeAt(places, recipient) < 0) addTo(firsts, row)
  setPlace(places, recipient, row)
}
