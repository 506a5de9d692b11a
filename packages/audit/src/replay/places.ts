/** A row for each of many numbers that are close together, such as those of recipients or passes. */

const inChunk = 256

/** By the number divided by `inChunk`: row + 1 of each; 0: none. */
export type Places = Map<number, Int32Array>

export const noPlaces = (): Places => new Map()

/** -1: none. */
export const placeAt = (places: Places, number: number): number =>
  (places.get(Math.floor(number / inChunk))?.[number % inChunk] ?? 0) - 1

export const setPlace = (places: Places, number: number, row: number): void => {
  const at = Math.floor(number / inChunk)
  const chunk = places.get(at) ?? new Int32Array(inChunk)
  places.set(at, chunk)
  chunk[number % inChunk] = row + 1
}
